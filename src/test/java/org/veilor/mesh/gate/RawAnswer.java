package org.veilor.mesh.gate;

import java.util.List;
import java.util.Locale;

/** What came back on the wire. A status of 0: the connection was closed without a word. */
record RawAnswer(int status, List<String> headerLines, String body) {
  /** Of the header's one line; empty if there is none. */
  String header(String name) {
    var prefix = name.toLowerCase(Locale.ROOT) + ":";
    return headerLines.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst()
        .orElse("");
  }

  boolean has(String name) {
    return headerLines.stream()
        .anyMatch(
            line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"));
  }

  String reason() {
    return header("X-Mesh-Reason");
  }
}
