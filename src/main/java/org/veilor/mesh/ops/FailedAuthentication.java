package org.veilor.mesh.ops;

import io.quarkus.security.AuthenticationFailedException;
import jakarta.ws.rs.ext.Provider;

/** A credential was sent and is no good: the same answer whether malformed, unknown or expired. */
@Provider
final class FailedAuthentication extends ProblemMapper<AuthenticationFailedException> {
  @Override
  protected Problem problem(AuthenticationFailedException failure) {
    return MissingAuthentication.tokenNeeded();
  }
}
