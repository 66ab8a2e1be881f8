package org.veilor.mesh.ops;

import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.ext.Provider;

/** A good token that lacks the scope. Which scope would do is for the documentation to say. */
@Provider
final class DeniedAccess extends ProblemMapper<ForbiddenException> {
  @Override
  protected Problem problem(ForbiddenException failure) {
    return scopeNeeded();
  }

  static Problem scopeNeeded() {
    return new Problem(
        ProblemType.FORBIDDEN, "Ask an administrator for a token with the scope that this needs.");
  }
}
