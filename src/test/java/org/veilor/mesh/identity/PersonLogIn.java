package org.veilor.mesh.identity;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Stands where OpenID Connect will: knows one person by a bearer token of its own, and sends
 * whoever is nobody to a page to log in. Exists in tests only.
 */
@Singleton
class PersonLogIn implements HttpAuthenticationMechanism {
  static final String TOKEN = "eyJ.of-somebody-else.xyz";
  static final String PAGE = "/log-in";

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext call, IdentityProviderManager identities) {
    if (!("Bearer " + TOKEN).equals(call.request().getHeader("Authorization"))) {
      return Uni.createFrom().nullItem();
    }
    return Uni.createFrom()
        .item(
            QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("alice"))
                .addRole(Scope.KEYS_GUEST.text())
                .addRole("somebody-else's-role")
                .build());
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext call) {
    return Uni.createFrom().item(new ChallengeData(302, "Location", PAGE));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }
}
