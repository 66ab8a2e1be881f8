package org.veilor.mesh.identity;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Whom failures are counted for: an IPv4 address, or of IPv6 the /64, which one household has. */
final class NetworkAddress {
  private static final int NETWORK_BYTES = 8;

  private NetworkAddress() {}

  /** The peer of the connection. A proxy's headers are not believed: anybody can write them. */
  static String of(HttpServerRequest request) {
    SocketAddress peer = request.remoteAddress();
    return peer == null || peer.hostAddress() == null ? "unknown" : network(peer.hostAddress());
  }

  static String network(String literal) {
    InetAddress address = InetAddress.ofLiteral(literal.replaceFirst("%.*", ""));
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    byte[] network = address.getAddress();
    Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
    try {
      return InetAddress.getByAddress(network).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are always an address", e);
    }
  }
}
