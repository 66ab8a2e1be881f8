package org.veilor.mesh.key;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.veilor.mesh.identity.Caller;
import org.veilor.mesh.tier.Subject;
import org.veilor.mesh.tier.Tier;

/** Reads the books. */
@ApplicationScoped
class KeyQueries {
  private final KeyRows rows;

  KeyQueries(KeyRows rows) {
    this.rows = rows;
  }

  @Transactional
  Optional<KeyRecord> find(UUID id) {
    return rows.findByIdOptional(id).map(KeyEntity::toRecord);
  }

  /** The one open key of the subject of this tier, if it has one. */
  @Transactional
  Optional<KeyRecord> openFor(Tier tier, Subject subject) {
    return rows.find(
            "tier = ?1 and subject = ?2 and state in ?3",
            tier,
            subject.text(),
            List.of(KeyState.MINTING, KeyState.LIVE))
        .firstResultOptional()
        .map(KeyEntity::toRecord);
  }

  /** The request that this caller made under this idempotency key, and its digest. */
  @Transactional
  Optional<EarlierRequest> earlier(Caller caller, String idempotencyKey) {
    return rows.find(
            "requestedBy = ?1 and idempotencyKey = ?2 and state <> ?3",
            caller.credential(),
            idempotencyKey,
            KeyState.FAILED)
        .firstResultOptional()
        .map(row -> new EarlierRequest(row.toRecord(), String.valueOf(row.requestDigest)));
  }

  /** Newest first, from behind the cursor. One more than the limit, if there are more. */
  @Transactional
  List<KeyRecord> list(KeyFilter filter) {
    var clauses = new StringBuilder("1 = 1");
    var values = new HashMap<String, Object>();
    filter.tier().ifPresent(tier -> and(clauses, values, "tier = :tier", "tier", tier));
    filter.state().ifPresent(state -> and(clauses, values, "state = :state", "state", state));
    filter
        .subject()
        .ifPresent(
            subject -> and(clauses, values, "subject = :subject", "subject", subject.text()));
    filter.cursor().ifPresent(cursor -> and(clauses, values, "id < :cursor", "cursor", cursor));
    return rows
        .find(clauses.toString(), Sort.descending("id"), values)
        .page(0, filter.limit() + 1)
        .stream()
        .map(KeyEntity::toRecord)
        .toList();
  }

  /**
   * Every key that Headscale might still honour: the open ones, and ended ones whose time has not
   * run out, for a key that should be dead may turn up at Headscale late.
   */
  @Transactional
  List<WatchedKey> watched(Instant now) {
    return rows
        .find("state in ?1 or expiresAt > ?2", List.of(KeyState.MINTING, KeyState.LIVE), now)
        .stream()
        .map(row -> new WatchedKey(row.toRecord(), row.liveSince, row.revokeRequestedAt))
        .toList();
  }

  /**
   * Those of these prefixes that were ever ours. One query: at most some thousand. Headscale's ids
   * would not do: they start again with a new database, prefixes are random.
   */
  @Transactional
  Set<String> known(List<String> prefixes) {
    return Set.copyOf(
        rows.getEntityManager()
            .createQuery(
                "select distinct prefix from KeyEntity where prefix in :prefixes", String.class)
            .setParameter("prefixes", prefixes)
            .getResultList());
  }

  @Transactional
  Map<Tier, Long> liveByTier() {
    return rows.getEntityManager()
        .createQuery(
            "select tier, count(*) from KeyEntity where state = :live group by tier",
            Object[].class)
        .setParameter("live", KeyState.LIVE)
        .getResultStream()
        .collect(Collectors.toMap(row -> (Tier) row[0], row -> (Long) row[1]));
  }

  private static void and(
      StringBuilder clauses, Map<String, Object> values, String clause, String name, Object value) {
    clauses.append(" and ").append(clause);
    values.put(name, value);
  }

  /** What an idempotency key stood for. */
  record EarlierRequest(KeyRecord key, String digest) {}
}
