package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Keeps what Headscale had and we did not publish: before it is replaced, it is on record. */
@ApplicationScoped
class FoundPolicies {
  private static final String INSERT =
      "insert into policy_found (hash, found_at, policy) values (:hash, :at, :policy)"
          + " on conflict do nothing";

  private final EntityManager entities;
  private final Clock clock;

  FoundPolicies(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** Answers its hash. */
  @Transactional
  String keep(String policy) {
    var hash = Hash.of(policy);
    entities
        .createNativeQuery(INSERT)
        .setParameter("hash", hash)
        .setParameter("at", clock.instant())
        // PostgreSQL keeps no such character, and a policy of Headscale's may hold one in a remark.
        .setParameter("policy", policy.replace("\0", "\\u0000"))
        .executeUpdate();
    return hash;
  }
}
