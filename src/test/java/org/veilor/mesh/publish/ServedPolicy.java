package org.veilor.mesh.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import org.veilor.mesh.lab.LabServer;
import org.veilor.mesh.support.MintedTexts;

/** What a server in the lab tells of its policy: to callers, to the alarm, to the auditor. */
final class ServedPolicy {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LabServer server;

  ServedPolicy(LabServer server) {
    this.server = server;
  }

  JsonNode status() {
    return json(server.get("/api/v1/policy").body());
  }

  /** Of the check named policy: its status and its data. */
  JsonNode readiness() {
    for (var check : json(server.kept("/q/health/ready").body()).path("checks")) {
      if (check.path("name").asText().equals(PolicyReadiness.NAME)) {
        return check;
      }
    }
    throw new AssertionError("there is no check named policy");
  }

  void isReady() {
    assertThat(server.kept("/q/health/ready").statusCode())
        .as(readiness().toString())
        .isEqualTo(200);
  }

  double gauge(String name) {
    return server
        .kept("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no metric " + name));
  }

  /** The results of all audit entries of that action. */
  Set<String> audited(String action) {
    return server
        .database()
        .column("select result from audit_entry where action = '%s'".formatted(action));
  }

  long audits(String action) {
    return Long.parseLong(
        server
            .database()
            .column("select count(*)::text from audit_entry where action = '%s'".formatted(action))
            .iterator()
            .next());
  }

  void mints() {
    var answer = mint();
    assertThat(answer.statusCode())
        .as(answer.statusCode() < 300 ? "" : answer.body())
        .isEqualTo(201);
  }

  /** What it says to whoever wants a key. */
  String refusesToMint() {
    var answer = mint();
    assertThat(answer.statusCode()).as("minting").isEqualTo(503);
    var problem = json(answer.body());
    assertThat(problem.path("type").asText()).endsWith(":policy-not-proven");
    return problem.path("detail").asText();
  }

  private HttpResponse<String> mint() {
    var answer =
        server.post(
            "/api/v1/keys",
            "{\"tier\":\"guest\",\"subject\":\"s%s\"}".formatted(UUID.randomUUID()));
    MintedTexts.rememberFrom(answer.body());
    return answer;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON", e);
    }
  }
}
