package org.veilor.mesh.gate;

import io.netty.util.AsciiString;
import java.util.Locale;

/** A kind of reverse proxy: which header of its says what was asked for. All others are ignored. */
enum Proxy {
  TRAEFIK("X-Forwarded-Host"),
  CADDY("X-Forwarded-Host"),
  NGINX("X-Forwarded-Host"),
  /** Sends the request itself on, behind the address that it is given as {@code path_prefix}. */
  ENVOY("Host");

  static final AsciiString SOURCE = AsciiString.cached("X-Forwarded-For");

  private final AsciiString vhostHeader;

  Proxy(String vhostHeader) {
    this.vhostHeader = AsciiString.cached(vhostHeader);
  }

  AsciiString vhostHeader() {
    return vhostHeader;
  }

  String path() {
    return name().toLowerCase(Locale.ROOT);
  }
}
