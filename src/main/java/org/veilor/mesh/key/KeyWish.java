package org.veilor.mesh.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.tier.Subject;
import org.veilor.mesh.tier.Tier;

/**
 * A wish for a key that keeps the rules, ready to be minted.
 *
 * @param request what was asked, in words: tells a mint from a regeneration
 * @param idempotencyKey the caller's name for this request, if it gave one
 * @param replaces the key that ends when this one begins
 */
record KeyWish(
    Tier tier,
    Subject subject,
    Duration ttl,
    String request,
    @Nullable String idempotencyKey,
    @Nullable UUID replaces) {

  KeyWish replacing(UUID old) {
    return new KeyWish(tier, subject, ttl, request, idempotencyKey, old);
  }

  /** The same for the same request: tells a repeated Idempotency-Key from a reused one. */
  String digest() {
    var whole = String.join("\n", request, tier.name(), ttl.toString(), subject.text());
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(whole.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
