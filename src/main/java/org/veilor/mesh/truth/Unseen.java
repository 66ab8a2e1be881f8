package org.veilor.mesh.truth;

import java.util.OptionalInt;

/** Characters that leave nothing on a screen, or show a line other than it is. */
final class Unseen {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private Unseen() {}

  /** The index of the first one; line ends and tabs are none. */
  static OptionalInt in(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (is(text.codePointAt(i))) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** The text without any of them: fit to be printed. */
  static String without(String text) {
    return text.codePoints()
        .filter(c -> !is(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  static String sentence(int codePoint) {
    return "here is U+%04X, which cannot be seen: remove it.".formatted(codePoint);
  }

  private static boolean is(int c) {
    if (c < 0x80) {
      return c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7F;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> c == BYTE_ORDER_MARK || (c & 0xFFFE) == 0xFFFE || turns(c);
    };
  }

  /** Whether it makes text run the other way: what is read is then not what is written. */
  private static boolean turns(int c) {
    return c >= 0x200E && c <= 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
  }
}
