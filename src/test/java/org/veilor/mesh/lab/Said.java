package org.veilor.mesh.lab;

import java.util.List;

/**
 * What a command said until it ended.
 *
 * @param exit its exit code
 */
public record Said(List<String> command, int exit, String out, String err) {

  boolean ok() {
    return exit == 0;
  }

  /** Its standard output, if it ended well; a failure with its own words otherwise. */
  String orFail() {
    if (!ok()) {
      throw new LabFailure(toString());
    }
    return out;
  }

  /** What it said to a person: standard error, or standard output if there was none. */
  String words() {
    return (err.isBlank() ? out : err).strip();
  }

  @Override
  public String toString() {
    return "%s ended with %d and said: %s"
        .formatted(String.join(" ", command), exit, (err + "\n" + out).strip());
  }
}
