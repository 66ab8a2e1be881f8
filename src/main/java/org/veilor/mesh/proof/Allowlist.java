package org.veilor.mesh.proof;

import java.util.HashMap;
import java.util.Map;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Service;
import org.veilor.mesh.truth.Service.On;
import org.veilor.mesh.truth.Truth;

/** What the truth lets a guest reach: doors of the edge, and of addresses. */
final class Allowlist {
  private static final Doors NONE = new Doors();

  private final Doors edge = new Doors();
  private final Map<Address, Doors> addresses = new HashMap<>();

  Allowlist(Truth truth) {
    for (var service : truth.services()) {
      if (service.tiers().contains(Tier.GUEST)) {
        add(truth, service);
      }
    }
    // The edge's own addresses lead to the same doors as its tag.
    for (var host : truth.edges()) {
      host.addresses().forEach(it -> at(it).addAll(edge));
    }
  }

  private void add(Truth truth, Service service) {
    int protocol = service.protocol() == Service.Protocol.UDP ? Protocol.UDP : Protocol.TCP;
    switch (service.on()) {
      case On.Edge _ -> edge.add(protocol, service.port());
      case On.Machine(var name) -> {
        var host = truth.host(name).orElseThrow();
        host.addresses().forEach(it -> at(it).add(protocol, service.port()));
      }
    }
  }

  private Doors at(String address) {
    return addresses.computeIfAbsent(Address.of(address).orElseThrow(), _ -> new Doors());
  }

  Doors of(Tag tag) {
    return tag == Tag.EDGE ? edge : NONE;
  }

  Doors of(Address address) {
    return addresses.getOrDefault(address, NONE);
  }
}
