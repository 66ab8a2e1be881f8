package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.audit.AuditEvent;
import org.veilor.mesh.audit.AuditLog;

/**
 * Every change to the versions on record, each one transaction with its line in the audit log. A
 * version is on record before Headscale hears of it: what is in force is known, whatever breaks
 * off.
 */
@ApplicationScoped
class VersionBook {
  /** A line of the audit log need not hold a whole file: the version does. */
  private static final int LONGEST_DIFF = 16_384;

  private final VersionRows rows;
  private final Clock clock;
  private final AuditLog audit;
  private final Event<PolicyInForce> told;

  VersionBook(VersionRows rows, Clock clock, AuditLog audit, Event<PolicyInForce> told) {
    this.rows = rows;
    this.clock = clock;
    this.audit = audit;
    this.told = told;
  }

  /**
   * The database refuses a second one at the same time, and a number that is taken. Empty, and
   * nothing is on record, if another than {@code before} is in force by then.
   *
   * @param before the number of the version in force that the diffs were made against; 0 for none
   */
  @Transactional
  Optional<PolicyVersion> open(PublishWish wish, Diffs diffs, long before) {
    var row = new VersionEntity();
    row.number = 1 + newest();
    row.state = VersionState.PENDING;
    row.createdAt = now();
    row.authorKind = wish.author().kind();
    row.authorName = wish.author().name();
    row.authorOrigin = wish.author().origin();
    row.reason = wish.reason();
    row.rollsBackTo = wish.rollsBackTo();
    row.truth = wish.candidate().bytes();
    row.truthHash = wish.candidate().truthHash();
    row.policy = wish.candidate().policy();
    row.policyHash = Hash.of(row.policy);
    row.textDiff = diffs.textDiff();
    row.reachDiff = diffs.reach();
    rows.persistAndFlush(row);
    // Only now nobody else can put one in force any more.
    if (inForceNow() != before) {
      rows.delete(row);
      return Optional.empty();
    }
    return Optional.of(row.toRecord());
  }

  private long inForceNow() {
    return rows.getEntityManager()
        .createQuery(
            "select coalesce(max(number), 0) from VersionEntity where state = :state", Long.class)
        .setParameter("state", VersionState.IN_FORCE)
        .getSingleResult();
  }

  private long newest() {
    return rows.getEntityManager()
        .createQuery("select coalesce(max(number), 0) from VersionEntity", Long.class)
        .getSingleResult();
  }

  /** Headscale has it. Empty if somebody else has settled this version meanwhile. */
  @Transactional
  Optional<PolicyVersion> inForce(PolicyVersion version, Actor actor, String action) {
    return pending(version.number())
        .map(row -> {
          var before = rows.find("state", VersionState.IN_FORCE).firstResultOptional().orElse(null);
          if (before != null) {
            before.state = VersionState.SUPERSEDED;
            rows.flush();
          }
          row.state = VersionState.IN_FORCE;
          row.decidedAt = now();
          rows.flush();
          audit.append(
              new AuditEvent(
                  actor,
                  action,
                  "policy:" + row.number,
                  before == null ? Map.of() : Map.of("version", String.valueOf(before.number)),
                  facts(row.toRecord()),
                  AuditEvent.OK));
          told.fire(new PolicyInForce(row.number));
          return row.toRecord();
        });
  }

  /** Headscale does not have it. Does nothing to one that was settled meanwhile. */
  @Transactional
  void giveUp(PolicyVersion version, Actor actor, String action, String outcome) {
    pending(version.number())
        .ifPresent(row -> {
          row.state = VersionState.GIVEN_UP;
          row.decidedAt = now();
          row.outcome = outcome;
          rows.flush();
          audit.append(
              new AuditEvent(
                  actor, action, "policy:" + row.number, Map.of(), facts(row.toRecord()), outcome));
        });
  }

  /** One that never came as far as a version. */
  @Transactional
  void refused(Actor actor, String action, @Nullable String truthHash, String outcome) {
    audit.append(
        new AuditEvent(
            actor,
            action,
            "policy",
            Map.of(),
            truthHash == null ? Map.of() : Map.of("truth", truthHash),
            outcome));
  }

  private Optional<VersionEntity> pending(long number) {
    return rows.findByIdOptional(number, LockModeType.PESSIMISTIC_WRITE)
        .filter(row -> row.state == VersionState.PENDING);
  }

  private static Map<String, String> facts(PolicyVersion version) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("version", String.valueOf(version.number()));
    facts.put("reason", version.reason());
    facts.put("truth", version.truthHash());
    facts.put("policy", version.policyHash());
    facts.put("reach", shortened(version.reachDiff()));
    facts.put("diff", shortened(version.textDiff()));
    if (version.rollsBackTo() != null) {
      facts.put("rollsBackTo", String.valueOf(version.rollsBackTo()));
    }
    return facts;
  }

  private static String shortened(String diff) {
    return diff.length() <= LONGEST_DIFF
        ? diff
        : diff.substring(0, LONGEST_DIFF) + "\n(the version itself has the rest)";
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
