package org.veilor.mesh.books;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.audit.AuditEvent;
import org.veilor.mesh.audit.AuditLog;

/** Remembers which Headscale the books were kept with. */
@ApplicationScoped
class HeadscaleRegister {
  private static final String INSERT =
      "insert into headscale_of_record (id, identity, since) values (1, :identity, :since)"
          + " on conflict do nothing";

  private final RecordedHeadscales rows;
  private final Clock clock;
  private final AuditLog audit;

  HeadscaleRegister(RecordedHeadscales rows, Clock clock, AuditLog audit) {
    this.rows = rows;
    this.clock = clock;
    this.audit = audit;
  }

  @Transactional
  Optional<String> kept() {
    return rows.theOne().map(row -> row.identity);
  }

  /** The first Headscale that is seen is taken for the right one; of two at once, one wins. */
  @Transactional
  String keptOrElse(String present) {
    var kept = kept();
    if (kept.isPresent()) {
      return kept.get();
    }
    var inserted =
        rows.getEntityManager()
            .createNativeQuery(INSERT)
            .setParameter("identity", present)
            .setParameter("since", clock.instant().truncatedTo(ChronoUnit.MICROS))
            .executeUpdate();
    if (inserted == 1) {
      append(Actor.system("first-look"), Map.of(), present);
    }
    return kept().orElse(present);
  }

  /** An admin has said that this is the right one from now on. */
  @Transactional
  void replace(String identity, Actor actor) {
    var row =
        rows.findByIdOptional(RecordedHeadscale.THE_ONE, LockModeType.PESSIMISTIC_WRITE)
            .orElseGet(RecordedHeadscale::new);
    var before = row.identity == null ? Map.<String, String>of() : Map.of("identity", row.identity);
    row.identity = identity;
    row.since = clock.instant().truncatedTo(ChronoUnit.MICROS);
    rows.persistAndFlush(row);
    append(actor, before, identity);
  }

  private void append(Actor actor, Map<String, String> before, String identity) {
    audit.append(
        new AuditEvent(
            actor,
            "headscale.adopt",
            "headscale",
            before,
            Map.of("identity", identity),
            AuditEvent.OK));
  }
}
