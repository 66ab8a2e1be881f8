package org.veilor.mesh.headscale;

import java.util.regex.Pattern;

/** Makes words from Headscale fit for a log and for a caller's eyes. */
final class KeyMask {
  /**
   * {@code hskey-auth-}, {@code hskey-api-} and their like, and the 48 hex digits of before 0.28.
   */
  private static final Pattern KEY =
      Pattern.compile(
          "(hskey-[a-z]+-)[A-Za-z0-9_-]+|\\b[0-9a-fA-F]{48,}\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+|\\s+");
  private static final int LONGEST = 400;

  private KeyMask() {}

  /** One line, no key in it. */
  static String mask(String text) {
    String oneLine = CONTROL.matcher(text).replaceAll(" ").strip();
    return KEY.matcher(oneLine)
        .replaceAll(found -> found.group(1) == null ? "***" : found.group(1) + "***");
  }

  /** The same, cut to what a person reads. Cut after masking: half a key is a secret too. */
  static String quote(String text) {
    String masked = mask(text);
    return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "...";
  }
}
