package org.veilor.mesh.identity;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;
import org.veilor.mesh.http.PageRequest;

/**
 * Reads {@code Authorization: Bearer mesh_...} (RFC 6750). Any other credential is somebody else's:
 * another mechanism may know it, and if none does the caller is nobody.
 */
@Singleton
class BearerMechanism implements HttpAuthenticationMechanism {
  private static final String SCHEME = "Bearer ";
  private static final String OURS = "mesh_";

  /**
   * Before OpenID Connect's (1001 in Quarkus), which would take our token for a broken one of its
   * own.
   */
  private static final int BEFORE_OTHERS = 2000;

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext call, IdentityProviderManager identities) {
    String header = call.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Uni.createFrom().nullItem();
    }
    String credential = header.substring(SCHEME.length()).strip();
    if (!credential.startsWith(OURS)) {
      return Uni.createFrom().nullItem();
    }
    return TokenText.parse(credential)
        .map(found ->
            identities.authenticate(new TokenRequest(found, NetworkAddress.of(call.request()))))
        .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
  }

  @Override
  public int getPriority() {
    return BEFORE_OTHERS;
  }

  /** None for a page: whoever can log a person in says where. */
  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext call) {
    if (PageRequest.is(call)) {
      return Uni.createFrom().nullItem();
    }
    return Uni.createFrom()
        .item(
            new ChallengeData(
                HttpResponseStatus.UNAUTHORIZED.code(), "WWW-Authenticate", "Bearer"));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(TokenRequest.class);
  }
}
