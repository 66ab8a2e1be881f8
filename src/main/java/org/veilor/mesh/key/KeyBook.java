package org.veilor.mesh.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.audit.AuditEvent;
import org.veilor.mesh.audit.AuditLog;
import org.veilor.mesh.identity.Caller;

/**
 * Every change to the books, each one transaction with its line in the audit log. The order in
 * which the steps of a mint are written, and why, is in ADR 0003.
 */
@ApplicationScoped
class KeyBook {
  private final KeyRows rows;
  private final Clock clock;
  private final AuditLog audit;
  private final Lease lease;

  KeyBook(KeyRows rows, Clock clock, AuditLog audit, Lease lease) {
    this.rows = rows;
    this.clock = clock;
    this.audit = audit;
    this.lease = lease;
  }

  /**
   * Writes down that a key is about to be made, and in the same breath ends the one it replaces.
   * The database refuses a second open key for a subject, a second use of an idempotency key and an
   * expiry that another key has: see {@link OpenIntent}.
   *
   * @param attempt counts tries for a unique expiry: each moves it a microsecond earlier
   */
  @Transactional
  KeyRecord open(KeyWish wish, @Nullable Ending ending, Caller caller, int attempt) {
    var now = now();
    if (wish.replaces() != null && ending != null) {
      end(wish.replaces(), ending, caller.actor());
      rows.flush();
    }
    var row = new KeyEntity();
    row.tier = wish.tier();
    row.subject = wish.subject().text();
    row.state = KeyState.MINTING;
    row.createdAt = now;
    row.expiresAt =
        now.plus(wish.ttl()).truncatedTo(ChronoUnit.MICROS).minus(attempt, ChronoUnit.MICROS);
    row.replaces = wish.replaces();
    row.requestedBy = caller.credential();
    row.idempotencyKey = wish.idempotencyKey();
    row.requestDigest = wish.digest();
    rows.persistAndFlush(row);
    return row.toRecord();
  }

  /** Headscale has the key. Empty if the row was given up meanwhile: then the key must die. */
  @Transactional
  Optional<KeyRecord> live(UUID id, String headscaleId, String prefix, Actor actor) {
    return locked(id)
        .filter(row -> row.state == KeyState.MINTING)
        .map(row -> {
          row.state = KeyState.LIVE;
          row.liveSince = now();
          row.headscaleId = headscaleId;
          row.prefix = prefix;
          append(actor, "key.mint", row, KeyState.MINTING, AuditEvent.OK);
          return row.toRecord();
        });
  }

  /** Claims a live key for revocation. False if another caller is at it, or it is not live. */
  @Transactional
  boolean claimRevocation(UUID id) {
    return locked(id)
        .filter(row -> row.state == KeyState.LIVE && !lease.covers(row.revokeRequestedAt))
        .map(row -> {
          row.revokeRequestedAt = now();
          return row;
        })
        .isPresent();
  }

  /** Gives a claim back after a revocation that did not come off, so that it can be tried again. */
  @Transactional
  void releaseRevocation(UUID id) {
    locked(id)
        .filter(row -> row.state == KeyState.LIVE)
        .ifPresent(row -> row.revokeRequestedAt = null);
  }

  /** Ends an open key. Does nothing to one that has ended: whoever came first was right. */
  @Transactional
  Optional<KeyRecord> end(UUID id, Ending ending, Actor actor) {
    return locked(id)
        .filter(row -> row.state.open())
        .map(row -> {
          var before = row.state;
          row.end(ending, now());
          var failed = ending.state() == KeyState.FAILED;
          append(actor, ending.action(), row, before, failed ? ending.reason() : AuditEvent.OK);
          return row.toRecord();
        });
  }

  private Optional<KeyEntity> locked(UUID id) {
    return rows.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  private void append(Actor actor, String action, KeyEntity row, KeyState before, String result) {
    rows.flush();
    audit.append(
        new AuditEvent(
            actor,
            action,
            "key:" + row.id,
            Map.of("state", before.name()),
            KeyAudit.facts(row.toRecord()),
            result));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
