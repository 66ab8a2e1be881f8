package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers what of the file was last acted on: across starts, and for all servers. */
@ApplicationScoped
class ActedFile {
  private static final String UPSERT =
      "insert into policy_file (id, hash, acted_at, refusal) values (1, :hash, :at, :refusal)"
          + " on conflict (id) do update set hash = excluded.hash, acted_at = excluded.acted_at,"
          + " refusal = excluded.refusal";

  private final EntityManager entities;
  private final Clock clock;

  ActedFile(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * @param refusal why it was not published; empty if it was
   */
  record Last(String hash, Optional<String> refusal) {}

  @Transactional
  Optional<Last> last() {
    List<?> rows =
        entities
            .createNativeQuery("select hash, refusal from policy_file where id = 1", Object[].class)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Last(String.valueOf(row[0]), Optional.ofNullable((String) row[1])))
        .findFirst();
  }

  @Transactional
  void acted(String hash, @Nullable String refusal) {
    entities
        .createNativeQuery(UPSERT)
        .setParameter("hash", hash)
        .setParameter("at", clock.instant())
        .setParameter("refusal", refusal)
        .executeUpdate();
  }
}
