package org.veilor.mesh.audit;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry's number and hash, written down outside the database. Whoever can write to the database
 * can build a new chain; they cannot build one that holds this entry.
 */
public record ChainAnchor(long seq, String hash) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

  static ChainAnchor of(long seq, byte[] hash) {
    return new ChainAnchor(seq, HexFormat.of().formatHex(hash));
  }

  /** Reads {@code <seq>:<64 hex digits>}; empty if the text is not that. */
  public static Optional<ChainAnchor> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new ChainAnchor(Long.parseLong(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  boolean hasHash(byte[] other) {
    return hash.equals(HexFormat.of().formatHex(other));
  }

  @Override
  public String toString() {
    return seq + ":" + hash;
  }
}
