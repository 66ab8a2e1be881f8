package org.veilor.mesh.identity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** The stored tokens. */
@ApplicationScoped
class ApiTokens implements PanacheRepositoryBase<ApiTokenEntity, String> {
  List<ApiTokenEntity> newestFirst() {
    return list("order by createdAt desc, id");
  }

  Optional<ApiTokenEntity> notRevokedNamed(String name) {
    return find("name = ?1 and revokedAt is null", name)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }
}
