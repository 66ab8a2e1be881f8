package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/** The server said no, or could not be asked. The message is for the person at the terminal. */
final class ApiRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final transient JsonNode problem;

  /**
   * @param problem RFC 9457, as the server told it or as told here
   */
  ApiRefusal(int exitCode, JsonNode problem, String message) {
    super(message);
    this.exitCode = exitCode;
    this.problem = problem;
  }

  static ApiRefusal unreachable(String message) {
    return ours(ExitCode.NOT_REACHED, "unreachable", message);
  }

  /** What was typed, or set in the environment, cannot be used. */
  static ApiRefusal usage(String message) {
    return ours(ExitCode.USAGE, "invalid-request", message);
  }

  static ApiRefusal notThere(String message) {
    return ours(ExitCode.REFUSED, "not-found", message);
  }

  private static ApiRefusal ours(int exitCode, String slug, String message) {
    var problem =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "urn:veilor-mesh:problem:" + slug)
            .put("detail", message);
    return new ApiRefusal(exitCode, problem, message);
  }

  /** What the person is told. */
  String words() {
    return String.valueOf(getMessage());
  }

  int exitCode() {
    return exitCode;
  }

  /** What a program is told. */
  JsonNode problem() {
    return problem;
  }

  /** The last part of the problem's type, such as {@code live-key-exists}. */
  String slug() {
    var type = problem.path("type").asText("");
    return type.substring(type.lastIndexOf(':') + 1);
  }

  /** The key that the refusal is about, if it names one. */
  Optional<String> keyId() {
    return Optional.ofNullable(problem.path("keyId").asText(null));
  }
}
