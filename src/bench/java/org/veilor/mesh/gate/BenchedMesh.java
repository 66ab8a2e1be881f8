package org.veilor.mesh.gate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.veilor.mesh.tier.Tier;

/**
 * The mesh that the gate is measured with. The load, {@code src/bench/wrk/gate.lua}, counts its
 * addresses and names in the same way.
 */
final class BenchedMesh {
  static final int VHOSTS = 20;

  private BenchedMesh() {}

  /** One in ten is a server, one in a hundred an admin's machine, the others are guests'. */
  static List<MeshNode> nodes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i ->
            new MeshNode(
                "node-" + i,
                "user-" + i,
                List.of(address(i), "fd7a:115c:a1e0::1:%x:%x".formatted(i >> 16, i & 0xFFFF)),
                List.of(tag(i)),
                Optional.empty()))
        .toList();
  }

  private static String tag(int i) {
    return i % 100 == 1 ? "tag:admin" : i % 10 == 2 ? "tag:infra" : "tag:guest";
  }

  static String address(int i) {
    return "100.%d.%d.%d".formatted(64 + (i >> 16), i >> 8 & 255, i & 255);
  }

  static List<GateVhost> vhosts() {
    var open = IntStream.range(0, VHOSTS).mapToObj(BenchedMesh::vhost);
    return Stream.concat(open, Stream.of("sys.veilor", "pihole.veilor"))
        .map(name -> new GateVhost(name, tiers(name), false, Set.of()))
        .toList();
  }

  static String vhost(int i) {
    return "v" + i + ".veilor";
  }

  private static Set<Tier> tiers(String name) {
    return name.startsWith("v") ? Set.of(Tier.values()) : Set.of(Tier.ADMIN);
  }
}
