package org.veilor.mesh.cli;

import java.util.Optional;

/** The server said no, or could not be asked. The message is for the person at the terminal. */
final class ApiRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String slug;
  private final transient Optional<String> keyId;

  ApiRefusal(int exitCode, String slug, Optional<String> keyId, String message) {
    super(message);
    this.exitCode = exitCode;
    this.slug = slug;
    this.keyId = keyId;
  }

  static ApiRefusal unreachable(String message) {
    return new ApiRefusal(ExitCode.NOT_REACHED, "unreachable", Optional.empty(), message);
  }

  /** What the person is told. */
  String words() {
    return String.valueOf(getMessage());
  }

  int exitCode() {
    return exitCode;
  }

  /** The last part of the problem's type, such as {@code live-key-exists}. */
  String slug() {
    return slug;
  }

  /** The key that the refusal is about, if it names one. */
  Optional<String> keyId() {
    return keyId;
  }
}
