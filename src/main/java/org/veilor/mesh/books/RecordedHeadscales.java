package org.veilor.mesh.books;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The one row that says which Headscale the books were kept with. */
@ApplicationScoped
class RecordedHeadscales implements PanacheRepositoryBase<RecordedHeadscale, Short> {
  Optional<RecordedHeadscale> theOne() {
    return findByIdOptional(RecordedHeadscale.THE_ONE);
  }
}
