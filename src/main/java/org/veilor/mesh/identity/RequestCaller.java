package org.veilor.mesh.identity;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;
import java.util.stream.Collectors;
import org.veilor.mesh.audit.Actor;

/** The caller of an HTTP request. */
@RequestScoped
class RequestCaller implements CurrentCaller {
  private final SecurityIdentity identity;
  private final RoutingContext call;

  RequestCaller(SecurityIdentity identity, RoutingContext call) {
    this.identity = identity;
    this.call = call;
  }

  @Override
  public Caller get() {
    ApiToken token = identity.getAttribute(TokenIdentityProvider.TOKEN);
    if (token != null) {
      return new Caller(
          new Actor(Actor.Kind.TOKEN, token.name(), origin()), token.id(), token.scopes());
    }
    if (identity.isAnonymous()) {
      throw new UnauthorizedException();
    }
    return person(identity.getPrincipal().getName());
  }

  /** Known by another mechanism than ours. A role that is no scope gives no right here. */
  private Caller person(String account) {
    Set<Scope> scopes =
        identity.getRoles().stream()
            .flatMap(role -> Scope.of(role).stream())
            .collect(Collectors.toSet());
    return new Caller(new Actor(Actor.Kind.PERSON, account, origin()), "person:" + account, scopes);
  }

  /** The peer of the connection. A proxy's headers are not believed: anybody can write them. */
  private String origin() {
    SocketAddress peer = call.request().remoteAddress();
    return peer == null || peer.hostAddress() == null ? "unknown" : peer.hostAddress();
  }
}
