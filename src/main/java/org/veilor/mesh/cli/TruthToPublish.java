package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;

/** Sends a truth of one's own to be published, once it is known what it is to replace. */
final class TruthToPublish {
  private TruthToPublish() {}

  /** Fails with {@link ApiRefusal} if it is unsound here already, or its base is not said. */
  static JsonNode send(MeshApi api, String file, String reason, Optional<String> base)
      throws InputFile.Unreadable {
    var truth = InputFile.text(file);
    if (Truths.read(truth.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        instanceof TruthReading.Bad bad) {
      throw ApiRefusal.usage(
          "%s:%s To see all of it, run: ./mesh policy check %s"
              .formatted(file, bad.faults().getFirst(), file));
    }
    Map<String, String> wish = new LinkedHashMap<>();
    wish.put("truth", truth);
    wish.put("reason", reason);
    wish.put("base", base.orElseGet(() -> baseOfNothing(api)));
    return api.post("/api/v1/policy/publish", wish);
  }

  /** Only the first publish replaces nothing: every other must say what it was made from. */
  private static String baseOfNothing(MeshApi api) {
    var version = api.get("/api/v1/policy", Map.of()).path("inForce");
    if (!version.hasNonNull("number")) {
      return "0";
    }
    throw ApiRefusal.usage(
        "Version %1$d is in force (by %2$s: %3$s). If your file was made from that one, add --base %1$d; to replace whatever is in force, --base current."
            .formatted(
                version.path("number").asLong(),
                version.path("author").asText(),
                version.path("reason").asText()));
  }
}
