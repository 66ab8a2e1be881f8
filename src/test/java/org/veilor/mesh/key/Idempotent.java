package org.veilor.mesh.key;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.veilor.mesh.lab.LabServer;
import org.veilor.mesh.support.MintedTexts;

/** Posts a wish for a key under an Idempotency-Key. */
final class Idempotent {
  private Idempotent() {}

  static HttpResponse<String> post(LabServer server, String wish, String idempotencyKey) {
    var answer =
        server.send(
            HttpRequest.newBuilder(server.url().resolve("/api/v1/keys"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(wish)));
    MintedTexts.rememberFrom(answer.body());
    return answer;
  }
}
