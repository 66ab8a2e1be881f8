package org.veilor.mesh.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.veilor.mesh.problem.GeneralProblem;

/** RFC 9110 sections 9.3.7 and 15.5.6: the methods that this very address takes. */
@Provider
final class AllowHeader implements ContainerResponseFilter {
  private final AllowedMethods methods;

  AllowHeader(AllowedMethods methods) {
    this.methods = methods;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    boolean asked = request.getMethod().equals(HttpMethod.OPTIONS) && response.getStatus() < 300;
    if (asked || response.getStatus() == GeneralProblem.METHOD_NOT_ALLOWED.status()) {
      String allowed = methods.at(request.getUriInfo().getRequestUri().getRawPath());
      response.getHeaders().putSingle(HttpHeaders.ALLOW, allowed);
    }
  }
}
