package org.veilor.mesh.reach;

import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.reach.HuJson.NotJson;

/** The machines that a policy speaks of. Unchangeable. */
public final class Topology {
  private final List<Machine> machines;
  private final Map<Address, Machine> byAddress = new HashMap<>();

  private Topology(List<Machine> machines) {
    this.machines = List.copyOf(machines);
    for (var machine : machines) {
      machine.addresses().forEach(it -> Address.of(it).ifPresent(at -> byAddress.put(at, machine)));
    }
  }

  public static Topology of(List<Machine> machines) {
    return new Topology(machines);
  }

  /** What came of reading a list of nodes. */
  public sealed interface Reading {
    record Good(Topology topology) implements Reading {}

    /** The fault's path is as {@code nodes[3].ipAddresses[0]}. */
    record Bad(RulesFault fault) implements Reading {}
  }

  /** Reads the answer to Headscale's {@code GET /api/v1/node}, or the list in it alone. */
  public static Reading read(String json) {
    return read(new StringReader(json));
  }

  /** The same for a long one, which is never held as a whole. Does not close it. */
  public static Reading read(Reader json) {
    try {
      return new Reading.Good(new Topology(new NodeListReader().read(json)));
    } catch (NotJson e) {
      return new Reading.Bad(e.fault());
    }
  }

  public List<Machine> machines() {
    return machines;
  }

  public Optional<Machine> at(Address address) {
    return Optional.ofNullable(byAddress.get(address));
  }

  /** By its given name. */
  public Optional<Machine> named(String name) {
    return machines.stream().filter(machine -> machine.name().equals(name)).findFirst();
  }

  /** The users that own a machine here, each once. */
  List<Machine.Owner> owners() {
    var owners = new HashMap<String, Machine.Owner>();
    for (var machine : machines) {
      if (!machine.isTagged()) {
        machine.owner().ifPresent(owner -> owners.putIfAbsent(owner.id(), owner));
      }
    }
    return new ArrayList<>(owners.values());
  }
}
