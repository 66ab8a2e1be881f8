package org.veilor.mesh.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.veilor.mesh.audit.Actor;

/** Puts a new local token in the place of the old one, in one step. */
@ApplicationScoped
class RenewLocalToken {
  private final ApiTokens tokens;
  private final CreateApiToken create;
  private final RevokeApiToken revoke;
  private final IdentityConfig config;
  private final Clock clock;

  RenewLocalToken(
      ApiTokens tokens,
      CreateApiToken create,
      RevokeApiToken revoke,
      IdentityConfig config,
      Clock clock) {
    this.tokens = tokens;
    this.create = create;
    this.revoke = revoke;
    this.config = config;
    this.clock = clock;
  }

  /** Answers the new token's text. */
  @Transactional
  public String renew(Actor actor, Set<Scope> scopes) {
    tokens.notRevokedNamed(LocalToken.NAME).ifPresent(old -> revoke.revoke(actor, old.id));
    return create.create(actor, LocalToken.NAME, scopes, Optional.of(config.tokenMaxTtl())).text();
  }

  /** True in the last half of its life: a server that restarts now and then never sees it end. */
  boolean isDue(ApiToken token) {
    return clock.instant().plus(config.tokenMaxTtl().dividedBy(2)).isAfter(token.expiresAt());
  }
}
