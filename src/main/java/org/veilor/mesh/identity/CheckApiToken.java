package org.veilor.mesh.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Tells whether a token opens anything. */
@ApplicationScoped
class CheckApiToken {
  private static final Duration LAST_USE_GRAIN = Duration.ofMinutes(1);

  /**
   * What an unknown id is compared with, so that it costs the same work. No secret hashes to it.
   */
  private static final byte[] NO_HASH = new byte[32];

  private final ApiTokens tokens;
  private final Clock clock;

  CheckApiToken(ApiTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Empty if unknown, wrong, expired or revoked: the caller is not told which. */
  @Transactional
  public Optional<ApiToken> check(TokenText text) {
    ApiTokenEntity token = tokens.findById(text.id());
    byte[] stored = token == null ? NO_HASH : token.secretHash;
    boolean right = MessageDigest.isEqual(text.secretHash(), stored);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (token == null || !right || !token.isUsableAt(now)) {
      return Optional.empty();
    }
    // At most one write a minute: a busy token would otherwise write at every call.
    if (token.lastUsedAt == null || token.lastUsedAt.isBefore(now.minus(LAST_USE_GRAIN))) {
      tokens.update(
          "lastUsedAt = ?1 where id = ?2 and (lastUsedAt is null or lastUsedAt < ?1)",
          now,
          token.id);
    }
    return Optional.of(token.toApiToken());
  }
}
