package org.veilor.mesh.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.identity.Caller;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.tier.Subject;

/**
 * Puts the intent to mint on record, or says what stands against it. The database's unique indexes
 * are the judge, so that the answer is right however many ask at once.
 */
@ApplicationScoped
class OpenIntent {
  private static final String EXPIRY_TAKEN = "pre_auth_key_expiry_is_its_name";
  private static final String SUBJECT_TAKEN = "pre_auth_key_one_open_per_subject";
  private static final String REQUEST_REPEATED = "pre_auth_key_one_per_idempotency_key";
  private static final int ATTEMPTS = 20;
  private static final Duration SOON = Duration.ofSeconds(2);

  private final KeyBook book;
  private final KeyQueries queries;

  OpenIntent(KeyBook book, KeyQueries queries) {
    this.book = book;
    this.queries = queries;
  }

  /** Returns the row in state MINTING. Nothing was changed if it throws. */
  KeyRecord open(KeyWish wish, @Nullable Ending ending, Caller caller) {
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return book.open(wish, ending, caller, attempt);
      } catch (ConstraintViolationException e) {
        var constraint = Optional.ofNullable(e.getConstraintName()).orElse("");
        switch (constraint) {
          case EXPIRY_TAKEN -> {}
          case SUBJECT_TAKEN -> throw subjectTaken(wish);
          case REQUEST_REPEATED -> {
            refuseRepetition(wish, caller);
            throw inFlight(wish.subject());
          }
          default -> throw e;
        }
      }
    }
    throw new Problem(
            KeyProblem.KEY_IN_FLIGHT, "Too many keys are being made at this instant. Try again.")
        .retryAfter(SOON);
  }

  /** Fails if this caller's idempotency key already stands for a request. */
  void refuseRepetition(KeyWish wish, Caller caller) {
    var idempotencyKey = wish.idempotencyKey();
    if (idempotencyKey == null) {
      return;
    }
    var earlier = queries.earlier(caller, idempotencyKey).orElse(null);
    if (earlier == null) {
      return;
    }
    if (!earlier.digest().equals(wish.digest())) {
      throw new Problem(
          KeyProblem.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key was used for a request with another content. Use a new one.");
    }
    var key = earlier.key();
    if (key.state() == KeyState.MINTING) {
      throw inFlight(wish.subject());
    }
    throw new Problem(
            KeyProblem.ALREADY_MINTED,
            ("This request made key %s. Its text was shown once and is not kept. If it was lost,"
                    + " regenerate: POST /api/v1/keys/%s/regenerate")
                .formatted(key.id(), key.id()))
        .with("keyId", key.id().toString());
  }

  static Problem inFlight(Subject subject) {
    return new Problem(
            KeyProblem.KEY_IN_FLIGHT,
            "A key for %s is being made or ended right now. Try again in a moment."
                .formatted(subject.text()))
        .retryAfter(SOON);
  }

  private Problem subjectTaken(KeyWish wish) {
    return queries
        .openFor(wish.tier(), wish.subject())
        .filter(key -> key.state() == KeyState.LIVE)
        .map(OpenIntent::liveKeyExists)
        .orElseGet(() -> inFlight(wish.subject()));
  }

  static Problem liveKeyExists(KeyRecord live) {
    return new Problem(
            KeyProblem.LIVE_KEY_EXISTS,
            ("%s already has a live %s key, until %s. If its text was lost, regenerate it: POST"
                    + " /api/v1/keys/%s/regenerate")
                .formatted(live.subject().text(), live.tier().text(), live.expiresAt(), live.id()))
        .with("keyId", live.id().toString())
        .with("tier", live.tier().text());
  }
}
