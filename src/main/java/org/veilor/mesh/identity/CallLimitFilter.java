package org.veilor.mesh.identity;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Counts every call that bears a token, before the resource is reached. */
@Provider
class CallLimitFilter implements ContainerRequestFilter {
  private final CallLimits limits;
  private final CurrentCaller caller;
  private final SecurityIdentity identity;

  CallLimitFilter(CallLimits limits, CurrentCaller caller, SecurityIdentity identity) {
    this.limits = limits;
    this.caller = caller;
    this.identity = identity;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getHeaderString(HttpHeaders.AUTHORIZATION) != null && !identity.isAnonymous()) {
      limits.spend(caller.get());
    }
  }
}
