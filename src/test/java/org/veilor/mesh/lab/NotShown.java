package org.veilor.mesh.lab;

import org.opentest4j.TestAbortedException;

/**
 * A loud skip. On a laptop the test is aborted and says what was not shown; in CI ({@code CI=true})
 * the same is a failure, because nobody reads the skips of a green run.
 */
final class NotShown {
  private NotShown() {}

  /** Never returns; typed so that callers can write {@code throw NotShown.skip(...)}. */
  static RuntimeException skip(String part, String what, String why) {
    String words = "NOT SHOWN: %s, because %s.".formatted(what, why);
    Shown.not(part, what, why);
    System.err.println("\n*** " + words + "\n");
    if ("true".equals(System.getenv("CI"))) {
      throw new LabFailure(words + " In CI that is a failure.");
    }
    throw new TestAbortedException(words);
  }
}
