package org.veilor.mesh.reach;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.veilor.mesh.address.Address;

/** A question near the edges of what the random policies speak of. */
public record RandomQuery(String source, String destination, String protocol, int port) {
  private static final List<String> ODD =
      List.of(
          "8.8.8.8",
          "10.33.5.5",
          "10.1.2.3",
          "10.0.0.0",
          "9.255.255.255",
          "192.168.1.255",
          "192.168.2.0",
          "100.115.92.1",
          "100.115.94.0",
          "172.16.0.1",
          "169.254.1.1",
          "2001:db8::1",
          "2600::1",
          "fc00::1",
          "fe80::1",
          "100.127.255.255",
          "100.128.0.0",
          "fd7a:115c:a1e0:ffff::1",
          "fd7a:115c:a1e1::1",
          "::1",
          "224.0.0.1",
          "127.0.0.1",
          "64:ff9b::1",
          "255.255.255.255",
          "0.0.0.0",
          "10.34.0.1",
          "100.64.0.16");
  private static final List<Integer> PORTS =
      List.of(22, 22, 80, 443, 443, 1000, 2000, 2001, 90, 53, 8050, 1, 65535, 100, 101);
  private static final List<String> PROTOCOLS = List.of("", "", "tcp", "tcp", "udp", "sctp");

  static RandomQuery of(Random random, List<String> addresses) {
    return new RandomQuery(
        address(random, addresses),
        address(random, addresses),
        PROTOCOLS.get(random.nextInt(PROTOCOLS.size())),
        PORTS.get(random.nextInt(PORTS.size())));
  }

  private static String address(Random random, List<String> addresses) {
    var from = random.nextInt(6) == 0 ? ODD : addresses;
    return from.get(random.nextInt(from.size()));
  }

  String to() {
    return (destination.contains(":") ? "[" + destination + "]" : destination) + ":" + port;
  }

  /** As an entry of a policy's tests; Headscale says which are not so. */
  public Map<String, Object> asTest() {
    return protocol.isEmpty()
        ? Map.of("src", source, "accept", List.of(to()))
        : Map.of("src", source, "accept", List.of(to()), "proto", protocol);
  }

  /** How Headscale begins the line about one that is denied. */
  String asDenied() {
    return source + " -> " + to() + (protocol.isEmpty() ? "" : " (" + protocol + ")");
  }

  Answer askedOf(Reach reach) {
    var query = parsed();
    return reach.ask(query.source(), query.destination(), query.protocol(), port);
  }

  Query parsed() {
    return new Query(
        Address.of(source).orElseThrow(),
        Address.of(destination).orElseThrow(),
        Protocol.of(protocol).orElseThrow(),
        port);
  }
}
