package org.veilor.mesh.problem;

import jakarta.ws.rs.ext.Provider;

/** A refusal that a feature threw on purpose. */
@Provider
final class ThrownProblem extends ProblemMapper<Problem> {
  @Override
  protected Problem problem(Problem failure) {
    return failure;
  }
}
