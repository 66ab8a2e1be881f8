package org.veilor.mesh.http;

import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.ext.Provider;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.problem.ProblemMapper;

/** A good token that lacks the scope. Which scope would do is for the documentation to say. */
@Provider
final class DeniedAccess extends ProblemMapper<ForbiddenException> {
  @Override
  protected Problem problem(ForbiddenException failure) {
    return scopeNeeded();
  }

  static Problem scopeNeeded() {
    return new Problem(
        GeneralProblem.FORBIDDEN,
        "Ask an administrator for a token with the scope that this needs.");
  }
}
