package org.veilor.mesh.tier;

import java.util.Map;
import java.util.TreeMap;

/** Characters that leave nothing on a screen, or nothing but room. */
final class Blank {
  /**
   * First and last of each range. Those of Unicode 17's Default_Ignorable_Code_Point that Java's
   * general categories call letters, marks or unassigned, and the empty Braille pattern: all of
   * them print as nothing, so that a name of theirs looks like none or like another's.
   */
  private static final TreeMap<Integer, Integer> IGNORABLE =
      new TreeMap<>(
          Map.of(
              0x034F, 0x034F, // combining grapheme joiner
              0x115F, 0x1160, // Hangul fillers
              0x17B4, 0x17B5, // Khmer inherent vowels
              0x180B, 0x180F, // Mongolian selectors
              0x2800, 0x2800, // Braille pattern blank
              0x3164, 0x3164, // Hangul filler
              0xFE00, 0xFE0F, // variation selectors
              0xFFA0, 0xFFA0, // halfwidth Hangul filler
              0xFFF0, 0xFFF8,
              0xE0000, 0xE0FFF)); // tags, more variation selectors

  private Blank() {}

  /** Room of any width, the one that does not break too. */
  static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  static boolean isUnseen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> isIgnorable(codePoint);
    };
  }

  private static boolean isIgnorable(int codePoint) {
    var range = IGNORABLE.floorEntry(codePoint);
    return range != null && codePoint <= range.getValue();
  }
}
