package org.veilor.mesh.key;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.tier.Subject;
import org.veilor.mesh.tier.Tier;

/**
 * What is on record of one key: never its text.
 *
 * @param headscaleId Headscale's id for it, once Headscale has it
 * @param prefix the 12 characters by which Headscale's own list shows it
 * @param reason why it failed or was revoked, as a slug
 * @param replaces the key that died for this one
 */
public record KeyRecord(
    UUID id,
    Tier tier,
    Subject subject,
    KeyState state,
    Instant createdAt,
    Instant expiresAt,
    @Nullable String headscaleId,
    @Nullable String prefix,
    @Nullable Instant endedAt,
    @Nullable String reason,
    @Nullable NodeUse usedBy,
    @Nullable UUID replaces) {

  /** Headscale's id of a key that is or was live. Fails on one that Headscale never told us of. */
  String knownHeadscaleId() {
    if (headscaleId == null) {
      throw new IllegalStateException("key " + id + " is " + state + " and has no Headscale id");
    }
    return headscaleId;
  }

  /** The life that was asked for: the expiry may lie some microseconds before it, to be unique. */
  Duration ttl() {
    return Duration.ofSeconds(
        Math.round(Duration.between(createdAt, expiresAt).toMillis() / 1000.0));
  }
}
