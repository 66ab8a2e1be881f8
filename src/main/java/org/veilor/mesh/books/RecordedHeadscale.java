package org.veilor.mesh.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row that says which Headscale the keys on record are known to. */
@Entity
@Table(name = "headscale_of_record")
class RecordedHeadscale {
  static final short THE_ONE = 1;

  @Id short id = THE_ONE;

  @Column(nullable = false)
  String identity;

  @Column(nullable = false)
  Instant since;
}
