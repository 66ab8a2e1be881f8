package org.veilor.mesh.policy;

import org.veilor.mesh.truth.Service;

/** What people wrote, made fit for one line of a comment. */
final class Words {
  private static final int LONGEST = 100;

  private Words() {}

  static String of(Service service) {
    var note = line(service.note());
    var name = service.vhost().orElse(service.name());
    return note.isEmpty() ? name : name + " (" + note + ")";
  }

  /** Nothing that could end a line, or that cannot be seen. */
  static String line(String text) {
    var line = visible(text).strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "...";
  }

  /** As long as it is and where it stands, with a space for each of those. */
  static String visible(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || !Character.isDefined(c) || isBreak(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isBreak(int c) {
    return switch (Character.getType(c)) {
      case Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.FORMAT,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
