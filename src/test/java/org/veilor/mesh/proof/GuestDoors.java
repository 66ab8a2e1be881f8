package org.veilor.mesh.proof;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.veilor.mesh.proof.WrittenPolicy.Door;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Host;
import org.veilor.mesh.truth.Service;
import org.veilor.mesh.truth.Service.On;
import org.veilor.mesh.truth.Truth;

/** Where guests may go by the truth; said a second time, without anything of the proof. */
record GuestDoors(Truth truth) {
  /** Whether all of it is theirs to use. */
  boolean open(Door door, String protocol) {
    if (protocol == null || door.ports().equals("*")) {
      return false;
    }
    var ends = door.ports().split("-");
    return at(door.alias(), protocol)
        .containsAll(
            IntStream.rangeClosed(
                    Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                .boxed()
                .toList());
  }

  private Set<Integer> at(String alias, String protocol) {
    if (alias.equals(Tag.EDGE.text())) {
      return ports(new On.Edge(), protocol);
    }
    var open = new HashSet<Integer>();
    for (var host : truth.hosts().values()) {
      if (isCalled(host, alias)) {
        open.addAll(ports(new On.Machine(host.name()), protocol));
        if (truth.edges().contains(host)) {
          open.addAll(ports(new On.Edge(), protocol));
        }
      }
    }
    return open;
  }

  private static boolean isCalled(Host host, String alias) {
    return alias.equals(host.name())
        || alias.equals(host.name() + ".v6")
        || host.addresses().contains(alias);
  }

  private Set<Integer> ports(On on, String protocol) {
    var ports = new HashSet<Integer>();
    truth.services().stream()
        .filter(it -> it.on().equals(on))
        .filter(it -> it.tiers().contains(Tier.GUEST))
        .filter(it -> it.protocol().name().equalsIgnoreCase(protocol))
        .map(Service::port)
        .forEach(ports::add);
    return ports;
  }
}
