package org.veilor.mesh.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Turns a good token into an identity whose roles are the token's scopes. */
@Singleton
class TokenIdentityProvider implements IdentityProvider<TokenRequest> {
  /** The identity's attribute that holds the {@link ApiToken}. */
  static final String TOKEN = "mesh.token";

  private final CheckApiToken tokens;
  private final FailedLogIns failures;

  TokenIdentityProvider(CheckApiToken tokens, FailedLogIns failures) {
    this.tokens = tokens;
    this.failures = failures;
  }

  @Override
  public Class<TokenRequest> getRequestType() {
    return TokenRequest.class;
  }

  /** A database that cannot be asked is a failure of its own, not a wrong token: 503, not 401. */
  @Override
  public Uni<SecurityIdentity> authenticate(
      TokenRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(() -> identity(request));
  }

  private SecurityIdentity identity(TokenRequest request) {
    ApiToken token =
        failures
            .lookUp(request.address(), () -> tokens.check(request.text()))
            .orElseThrow(AuthenticationFailedException::new);
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(token.name()))
        .addRoles(token.scopes().stream().map(Scope::text).collect(Collectors.toSet()))
        .addAttribute(TOKEN, token)
        .build();
  }
}
