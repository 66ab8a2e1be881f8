package org.veilor.mesh.cli;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** How many columns of a terminal a text takes: a subject may well be Japanese. */
final class Columns {
  private static final Set<UnicodeScript> WIDE =
      EnumSet.of(
          UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);
  private static final int FIRST_EMOJI = 0x1F300;

  private Columns() {}

  static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  /** The text, or as much of its beginning as fits, and then an ellipsis. */
  static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    var kept = new StringBuilder();
    var taken = 1;
    for (var codePoint : text.codePoints().toArray()) {
      taken += of(codePoint);
      if (taken > width) {
        break;
      }
      kept.appendCodePoint(codePoint);
    }
    return kept.append('\u2026').toString();
  }

  private static int of(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> wide(codePoint) ? 2 : 1;
    };
  }

  private static boolean wide(int codePoint) {
    return WIDE.contains(UnicodeScript.of(codePoint))
        || codePoint >= FIRST_EMOJI
        || (codePoint >= 0xFF01 && codePoint <= 0xFF60)
        || (codePoint >= 0x3000 && codePoint <= 0x303F);
  }
}
