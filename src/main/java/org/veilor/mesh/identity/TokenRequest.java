package org.veilor.mesh.identity;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A token on its way from the HTTP request to the one who checks it. */
final class TokenRequest extends BaseAuthenticationRequest {
  private final TokenText text;
  private final String address;

  /**
   * @param address where it came from, as {@link NetworkAddress} writes it
   */
  TokenRequest(TokenText text, String address) {
    this.text = text;
    this.address = address;
  }

  String address() {
    return address;
  }

  TokenText text() {
    return text;
  }

  @Override
  public String toString() {
    return "TokenRequest[" + text + "]";
  }
}
