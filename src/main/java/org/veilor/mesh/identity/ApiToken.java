package org.veilor.mesh.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a token. Its text is not: that was shown once.
 *
 * @param id the public handle, 12 letters
 * @param lastUsedAt to the minute
 */
public record ApiToken(
    String id,
    String name,
    Set<Scope> scopes,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> lastUsedAt,
    Optional<Instant> revokedAt) {
  /** Whether it opens anything at that instant. */
  public boolean isUsableAt(Instant now) {
    return revokedAt.isEmpty() && now.isBefore(expiresAt);
  }
}
