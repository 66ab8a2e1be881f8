package org.veilor.mesh.cli;

import java.util.Locale;

/** Durations as people type them. */
final class Durations {
  private Durations() {}

  /**
   * {@code 24h} and {@code 90m} become ISO 8601; everything else is left for the server to judge.
   */
  static String iso(String typed) {
    var text = typed.strip().toUpperCase(Locale.ROOT);
    if (text.matches("\\d+[HMS]")) {
      return "PT" + text;
    }
    return text.matches("\\d+D") ? "P" + text : typed;
  }
}
