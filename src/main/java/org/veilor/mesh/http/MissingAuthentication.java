package org.veilor.mesh.http;

import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.ext.Provider;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.problem.ProblemMapper;

/** No credential was sent to an address that asks for one. */
@Provider
final class MissingAuthentication extends ProblemMapper<UnauthorizedException> {
  @Override
  protected Problem problem(UnauthorizedException failure) {
    return tokenNeeded();
  }

  /** One text for every reason, so that a guess learns nothing from it. */
  static Problem tokenNeeded() {
    return new Problem(
        GeneralProblem.UNAUTHENTICATED,
        "Send a valid API token as \"Authorization: Bearer mesh_...\"."
            + " An administrator makes one with \"./mesh token create\".");
  }
}
