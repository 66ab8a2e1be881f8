package org.veilor.mesh.tier;

import java.text.Normalizer;

/**
 * For whom a key is: an account, a person, a server. Unicode NFC, so that two spellings of one name
 * are one subject; 1 to 128 characters; nothing that cannot be seen.
 */
public record Subject(String text) {
  /** For whoever asks for one. */
  public static final String MEANING = "The account or machine that the key is for.";

  private static final int LONGEST = 128;

  /**
   * Composing shortens a text, but hardly ever to a quarter. What is longer is refused unread:
   * composing costs the square of a run of combining marks.
   */
  private static final int LONGEST_RAW = 4 * LONGEST;

  private static final int LOST = 0xFFFD;

  /** Reads what a caller sent. Fails with {@link NotASubject}, which says what is wrong with it. */
  public static Subject of(String raw) {
    refuseAbove(LONGEST_RAW, raw);
    var text = Normalizer.normalize(raw, Normalizer.Form.NFC);
    if (text.codePoints().allMatch(Blank::isSpace)) {
      throw refused("is empty: name the account or machine that the key is for");
    }
    refuseAbove(LONGEST, text);
    text.codePoints()
        .filter(Blank::isUnseen)
        .findFirst()
        .ifPresent(c -> {
          throw refused("holds U+%04X, which cannot be seen: remove it".formatted(c));
        });
    if (text.indexOf(LOST) >= 0) {
      throw refused(
          "holds U+FFFD, which stands for a character that was lost on its way: send UTF-8");
    }
    if (Blank.isSpace(text.codePointAt(0)) || Blank.isSpace(text.codePointBefore(text.length()))) {
      throw refused("begins or ends with a space: remove it");
    }
    return new Subject(text);
  }

  private static void refuseAbove(int most, String text) {
    var length = text.codePointCount(0, text.length());
    if (length > most) {
      throw refused("has %d characters: use at most %d".formatted(length, LONGEST));
    }
  }

  private static NotASubject refused(String why) {
    return new NotASubject(why);
  }
}
