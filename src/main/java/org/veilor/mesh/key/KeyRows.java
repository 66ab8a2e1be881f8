package org.veilor.mesh.key;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The stored keys. Only {@link KeyBook} and {@link KeyQueries} touch them. */
@ApplicationScoped
class KeyRows implements PanacheRepositoryBase<KeyEntity, UUID> {}
