package org.veilor.mesh.publish;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Reads what is on record. */
@ApplicationScoped
class VersionQueries {
  private final VersionRows rows;

  VersionQueries(VersionRows rows) {
    this.rows = rows;
  }

  @Transactional
  Optional<PolicyVersion> inForce() {
    return in(VersionState.IN_FORCE);
  }

  @Transactional
  Optional<PolicyVersion> pending() {
    return in(VersionState.PENDING);
  }

  @Transactional
  Optional<VersionMark> markInForce() {
    return rows.getEntityManager()
        .createQuery(
            "select number, decidedAt, truthHash from VersionEntity where state = :state",
            VersionMark.class)
        .setParameter("state", VersionState.IN_FORCE)
        .getResultStream()
        .findFirst();
  }

  /** The hash of the truth in force. */
  @Transactional
  Optional<String> truthInForce() {
    return rows.getEntityManager()
        .createQuery("select truthHash from VersionEntity where state = :state", String.class)
        .setParameter("state", VersionState.IN_FORCE)
        .getResultStream()
        .findFirst();
  }

  /**
   * The numbers that are in force or about to be, smallest first: by them one sees that nobody has
   * published meanwhile.
   */
  @Transactional
  List<Long> present() {
    return rows.getEntityManager()
        .createQuery(
            "select number from VersionEntity where state in :states order by number", Long.class)
        .setParameter("states", List.of(VersionState.IN_FORCE, VersionState.PENDING))
        .getResultList();
  }

  private Optional<PolicyVersion> in(VersionState state) {
    return rows.find("state", state).firstResultOptional().map(VersionEntity::toRecord);
  }

  @Transactional
  Optional<PolicyVersion> find(long number) {
    return rows.findByIdOptional(number).map(VersionEntity::toRecord);
  }

  /** Newest first, from below the given number. One more than the limit, if there are more. */
  @Transactional
  List<PolicyVersion> list(long below, int limit) {
    return rows.find("number < ?1", Sort.descending("number"), below).page(0, limit + 1).stream()
        .map(VersionEntity::toRecord)
        .toList();
  }
}
