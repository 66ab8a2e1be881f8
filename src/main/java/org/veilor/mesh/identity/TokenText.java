package org.veilor.mesh.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token as its bearer holds it: {@code mesh_<id>_<secret>}. The id is a public handle of 12
 * base32 letters; the secret is 256 bits as 43 base64url letters, and no text of this type shows
 * it.
 */
record TokenText(String id, String secret) {
  private static final Pattern FORM = Pattern.compile("mesh_([a-z2-7]{12})_([A-Za-z0-9_-]{43})");
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int ID_LENGTH = 12;
  private static final int SECRET_BYTES = 32;

  static TokenText random(SecureRandom random) {
    StringBuilder id = new StringBuilder(ID_LENGTH);
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new TokenText(
        id.toString(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  static Optional<TokenText> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new TokenText(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /**
   * What is stored. Plain SHA-256 suffices: a secret of 256 random bits cannot be guessed, however
   * fast a guess is checked.
   */
  byte[] secretHash() {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(secret.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The whole text, to be shown once. */
  String reveal() {
    return "mesh_" + id + "_" + secret;
  }

  @Override
  public String toString() {
    return "mesh_" + id + "_(secret)";
  }
}
