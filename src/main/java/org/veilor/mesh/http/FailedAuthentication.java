package org.veilor.mesh.http;

import io.quarkus.security.AuthenticationFailedException;
import jakarta.ws.rs.ext.Provider;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.problem.ProblemMapper;

/** A credential was sent and is no good: the same answer whether malformed, unknown or expired. */
@Provider
final class FailedAuthentication extends ProblemMapper<AuthenticationFailedException> {
  @Override
  protected Problem problem(AuthenticationFailedException failure) {
    return MissingAuthentication.tokenNeeded();
  }
}
