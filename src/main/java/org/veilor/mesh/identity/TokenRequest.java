package org.veilor.mesh.identity;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A token on its way from the HTTP request to the one who checks it. */
final class TokenRequest extends BaseAuthenticationRequest {
  private final TokenText text;

  TokenRequest(TokenText text) {
    this.text = text;
  }

  TokenText text() {
    return text;
  }

  @Override
  public String toString() {
    return "TokenRequest[" + text + "]";
  }
}
