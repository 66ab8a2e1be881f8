package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The truth in force, for the parts of the server that go by it. */
@ApplicationScoped
public class TruthInForce {
  private final VersionQueries queries;

  TruthInForce(VersionQueries queries) {
    this.queries = queries;
  }

  /** Of the version in force: cheap, to see whether it is another than before. */
  public Optional<VersionMark> mark() {
    return queries.markInForce();
  }

  /** With its texts. */
  public Optional<PolicyVersion> version() {
    return queries.inForce();
  }
}
