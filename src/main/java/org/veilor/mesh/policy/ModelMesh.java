package org.veilor.mesh.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.veilor.mesh.reach.Machine;
import org.veilor.mesh.reach.Topology;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Host;
import org.veilor.mesh.truth.Truth;

/**
 * A mesh to ask questions of when there is none yet: every host that the truth names, and one
 * nameless machine of each tier. Where the truth has no address, one is made up.
 */
final class ModelMesh {
  private final Map<String, Machine> hosts = new HashMap<>();
  private final Map<Tier, List<Machine>> tiers = new EnumMap<>(Tier.class);
  private final List<Machine> edges = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private final Topology topology;
  private int made;

  private ModelMesh(Truth truth) {
    truth.hosts().values().forEach(host -> taken.addAll(host.addresses()));
    for (var tier : Tier.values()) {
      tiers.put(tier, new ArrayList<>());
    }
    truth.hosts().values().forEach(this::add);
    for (var tier : Tier.values()) {
      tiersOf(tier).add(Machine.tagged("any machine", madeUp(), tier.tag().text()));
    }
    if (edges.isEmpty()) {
      edges.add(Machine.tagged("any machine", madeUp(), Tag.EDGE.text()));
    }
    var all = new ArrayList<Machine>();
    tiers.values().forEach(all::addAll);
    all.addAll(edges);
    topology = Topology.of(all);
  }

  static ModelMesh of(Truth truth) {
    return new ModelMesh(truth);
  }

  private void add(Host host) {
    var addresses = host.addresses().isEmpty() ? madeUp() : host.addresses();
    var tags = host.tag().map(Tag::text).stream().toArray(String[]::new);
    var machine = Machine.tagged(host.name(), addresses, tags);
    hosts.put(host.name(), machine);
    host.tag()
        .ifPresent(tag -> {
          if (tag == Tag.EDGE) {
            edges.add(machine);
          }
          for (var tier : Tier.values()) {
            if (tier.tag() == tag) {
              tiersOf(tier).add(machine);
            }
          }
        });
  }

  private List<String> madeUp() {
    while (true) {
      made++;
      var v4 = "100.127.%d.%d".formatted(made >> 8, made & 255);
      var v6 = "fd7a:115c:a1e0:ffff::%x".formatted(made);
      if (!taken.contains(v4) && !taken.contains(v6)) {
        return List.of(v4, v6);
      }
    }
  }

  private List<Machine> tiersOf(Tier tier) {
    return tiers.getOrDefault(tier, List.of());
  }

  /** Those that are machines of the mesh: an address without a client is none. */
  Topology topology() {
    return topology;
  }

  List<Machine> of(Tier tier) {
    return List.copyOf(tiersOf(tier));
  }

  List<Machine> edges() {
    return List.copyOf(edges);
  }

  List<Machine> host(String name) {
    var machine = hosts.get(name);
    return machine == null ? List.of() : List.of(machine);
  }
}
