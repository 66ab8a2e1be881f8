package org.veilor.mesh.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.audit.AuditEvent;
import org.veilor.mesh.audit.AuditLog;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;

/** Ends a token: the next call with it is refused. */
@ApplicationScoped
public class RevokeApiToken {
  private final ApiTokens tokens;
  private final AuditLog audit;
  private final Clock clock;

  RevokeApiToken(ApiTokens tokens, AuditLog audit, Clock clock) {
    this.tokens = tokens;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Revoking a revoked token changes nothing and is no error.
   *
   * @throws Problem NOT_FOUND if there never was such a token
   */
  @Transactional
  public ApiToken revoke(Actor actor, String id) {
    ApiTokenEntity token = tokens.findById(id, LockModeType.PESSIMISTIC_WRITE);
    if (token == null) {
      throw new Problem(
          GeneralProblem.NOT_FOUND,
          "There is no token with this id: \"./mesh token list\" shows the ids.");
    }
    if (token.revokedAt == null) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      token.revokedAt = now;
      tokens.flush();
      audit.append(
          new AuditEvent(
              actor,
              "token.revoke",
              "token:" + id,
              Map.of("name", token.name, "scopes", token.scopes),
              Map.of("revokedAt", now.toString()),
              AuditEvent.OK));
    }
    return token.toApiToken();
  }
}
