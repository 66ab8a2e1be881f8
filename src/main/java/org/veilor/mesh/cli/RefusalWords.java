package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.OptionalLong;

/**
 * The server speaks to programs that call its API; this tells the same to who types commands. By
 * the problem's type and members: its text may change.
 *
 * @param tokenFile where the token stands that was sent
 * @param status the answer's
 * @param retryAfter seconds, if the answer names them
 * @param problem missing if the answer was no JSON
 */
record RefusalWords(String tokenFile, int status, OptionalLong retryAfter, JsonNode problem) {
  ApiRefusal refusal() {
    var known = new ApiRefusal(ExitCode.REFUSED, problem, "");
    return new ApiRefusal(exitCode(known.slug()), told(), words(known));
  }

  private JsonNode told() {
    return problem instanceof MissingNode
        ? ApiRefusal.unreachable("HTTP " + status).problem()
        : problem;
  }

  private int exitCode(String slug) {
    return slug.equals("invalid-request") ? ExitCode.USAGE : ExitCode.REFUSED;
  }

  private String words(ApiRefusal known) {
    var regenerate = known.keyId().map(id -> " If its text was lost: ./mesh key regenerate " + id);
    return switch (known.slug()) {
      case "live-key-exists" ->
          "This subject already has a live%s key.%s"
              .formatted(tier(), regenerate.orElse(" Wait until it ends, or ask an admin."));
      case "already-minted" ->
          "This key was already made, and its text is not kept.%s".formatted(regenerate.orElse(""));
      case "not-found" ->
          problem.path("detail").asText().startsWith("There is no key")
              ? "There is no such key. ./mesh key list shows those there are."
              : problem.path("detail").asText();
      case "unauthenticated" ->
          ("The server does not take the token in %s. ./mesh token create, on the server's machine,"
                  + " makes one; MESH_TOKEN_FILE names the file that holds it.")
              .formatted(tokenFile);
      case "forbidden" ->
          ("The token in %s may not do that. ./mesh token create --scope makes one that may;"
                  + " MESH_TOKEN_FILE names the file that holds it.")
              .formatted(tokenFile);
      case "too-many-requests" ->
          retryAfter.isPresent()
              ? "Too many requests. Try again in %d s.".formatted(retryAfter.getAsLong())
              : "Too many requests. Try again in some minutes.";
      case "" -> "What answers is not veilor-mesh (HTTP %d). Look at MESH_URL.".formatted(status);
      default -> problem.path("detail").asText(problem.path("title").asText(""));
    };
  }

  private String tier() {
    var tier = problem.path("tier").asText("");
    return tier.isEmpty() ? "" : " " + tier;
  }
}
