package org.veilor.mesh.publish;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The stored versions. Only {@link VersionBook} and {@link VersionQueries} touch them. */
@ApplicationScoped
class VersionRows implements PanacheRepositoryBase<VersionEntity, Long> {}
