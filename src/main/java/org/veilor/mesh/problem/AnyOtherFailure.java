package org.veilor.mesh.problem;

import jakarta.ws.rs.ext.Provider;

/** Everything without a mapper of its own. */
@Provider
final class AnyOtherFailure extends ProblemMapper<Throwable> {
  @Override
  protected Problem problem(Throwable failure) {
    return Problems.of(failure);
  }
}
