package org.veilor.mesh.key;

import java.text.Normalizer;
import org.veilor.mesh.ops.Problem;

/**
 * For whom a key is: an account, a person, a server. Unicode NFC, so that two spellings of one name
 * are one subject; 1 to 128 characters; nothing that cannot be seen.
 */
public record Subject(String text) {
  private static final int LONGEST = 128;

  /** Reads what a caller sent. Fails with a problem that names the field and the remedy. */
  public static Subject of(String raw) {
    var text = Normalizer.normalize(raw, Normalizer.Form.NFC);
    var length = text.codePointCount(0, text.length());
    if (text.isBlank()) {
      throw refused("is empty: name the account or machine that the key is for");
    }
    if (length > LONGEST) {
      throw refused("has %d characters: use at most %d".formatted(length, LONGEST));
    }
    if (!text.strip().equals(text)) {
      throw refused("begins or ends with a space: remove it");
    }
    text.codePoints()
        .filter(Subject::unseen)
        .findFirst()
        .ifPresent(c -> {
          throw refused("holds U+%04X, which cannot be seen: remove it".formatted(c));
        });
    return new Subject(text);
  }

  private static boolean unseen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static Problem refused(String why) {
    return Problem.invalid("subject", "subject " + why + ".");
  }
}
