package org.veilor.mesh.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hibernate.exception.ConstraintViolationException;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.audit.AuditEvent;
import org.veilor.mesh.audit.AuditLog;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;

/** Makes a token for a machine. */
@ApplicationScoped
public class CreateApiToken {
  /** It stands in lists and in the audit log: letters that print alike everywhere. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private static final String ONE_OF_A_NAME = "api_token_name";

  private final ApiTokens tokens;
  private final AuditLog audit;
  private final IdentityConfig config;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  CreateApiToken(ApiTokens tokens, AuditLog audit, IdentityConfig config, Clock clock) {
    this.tokens = tokens;
    this.audit = audit;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param name free among the tokens that are not revoked
   * @param scopes at least one
   * @param ttl how long it is valid; the configured time if empty
   * @throws Problem if one of them cannot be, saying what to write instead
   */
  @Transactional
  public NewApiToken create(Actor actor, String name, Set<Scope> scopes, Optional<Duration> ttl) {
    Duration validity = ttl.orElse(config.tokenTtl());
    check(name, scopes, validity);
    if (tokens.notRevokedNamed(name).isPresent()) {
      throw taken(name);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    TokenText text = TokenText.random(random);
    ApiTokenEntity token = new ApiTokenEntity();
    token.id = text.id();
    token.name = name;
    token.secretHash = text.secretHash();
    token.scopes = ApiTokenEntity.write(scopes);
    token.createdAt = now;
    token.expiresAt = now.plus(validity);
    try {
      tokens.persistAndFlush(token);
    } catch (ConstraintViolationException e) {
      // Somebody else made one since we looked.
      throw ONE_OF_A_NAME.equals(e.getConstraintName()) ? taken(name) : e;
    }
    audit.append(
        new AuditEvent(
            actor,
            "token.create",
            "token:" + token.id,
            Map.of(),
            Map.of("name", name, "scopes", token.scopes, "expiresAt", token.expiresAt.toString()),
            AuditEvent.OK));
    return new NewApiToken(token.toApiToken(), text.reveal());
  }

  private static Problem taken(String name) {
    return new Problem(
            IdentityProblem.NAME_TAKEN,
            "There is a token named %s. Revoke it first, or choose another name.".formatted(name))
        .with("field", "name");
  }

  private void check(String name, Set<Scope> scopes, Duration validity) {
    if (!NAME.matcher(name).matches()) {
      throw Problem.invalid(
          "name",
          "A token's name has 1 to 63 letters, digits, dots, underscores or hyphens, and begins"
              + " with a letter or digit.");
    }
    if (scopes.isEmpty()) {
      throw new Problem(GeneralProblem.INVALID_REQUEST, "Give the token at least one scope.")
          .with("field", "scopes");
    }
    if (!validity.isPositive() || validity.compareTo(config.tokenMaxTtl()) > 0) {
      throw Problem.invalid(
          "ttl",
          "A token is valid for more than nothing and for at most %d days."
              .formatted(config.tokenMaxTtl().toDays()));
    }
  }
}
