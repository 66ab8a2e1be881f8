package org.veilor.mesh.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.reach.Machine;
import org.veilor.mesh.reach.Reach;
import org.veilor.mesh.reach.Topology;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Host;
import org.veilor.mesh.truth.Service;

/** The machines that a question is about: those of Headscale's list, or the truth's model. */
final class AskedMesh {
  private final Compiled compiled;
  private final Topology topology;
  final Reach reach;

  AskedMesh(Compiled compiled, Topology topology) {
    this.compiled = compiled;
    this.topology = topology;
    this.reach = Reach.of(Expectations.rules(compiled.artefacts().policy()), topology);
  }

  List<Machine> machines() {
    return topology.machines();
  }

  /** Of a machine's tags; empty for a machine of a user, or one without a client. */
  static Optional<Tier> tier(Machine machine) {
    return Tier.tagged(machine.tags());
  }

  private record Kind(
      Optional<Tier> tier,
      Optional<Tier> atTheGate,
      Optional<String> user,
      List<Integer> addresses) {}

  /** The same machines by what can be said of them: of each list, one stands for all. */
  Collection<List<Machine>> alike(List<Machine> machines) {
    var alike = new LinkedHashMap<Kind, List<Machine>>();
    for (var machine : machines) {
      var addresses =
          machine.addresses().stream().map(it -> Address.of(it).orElseThrow()).map(reach::kind);
      alike
          .computeIfAbsent(
              new Kind(
                  tier(machine),
                  Tier.atTheGate(machine.tags()),
                  machine.user(),
                  addresses.toList()),
              _ -> new ArrayList<>())
          .add(machine);
    }
    return alike.values();
  }

  /** An address, a machine's name or a tier. Empty if it is none of them. */
  List<Machine> who(String word) {
    var address = Address.of(word);
    if (address.isPresent()) {
      return List.of(
          topology.at(address.get()).orElseGet(() -> stranger(address.get().toString())));
    }
    var tier = Tier.of(word);
    if (tier.isPresent()) {
      return topology.machines().stream().filter(it -> tier(it).equals(tier)).toList();
    }
    return topology.named(word).or(() -> host(word)).stream().toList();
  }

  private Optional<Machine> host(String word) {
    return compiled
        .truth()
        .host(word)
        .filter(it -> !it.addresses().isEmpty())
        .map(it ->
            Machine.tagged(
                it.name(),
                it.addresses(),
                it.tag().map(Tag::text).stream().toArray(String[]::new)));
  }

  private static Machine stranger(String address) {
    return Machine.tagged(address, List.of(address));
  }

  /** A vhost, {@code edge}, or whatever {@link #who} knows; empty if it is none of them. */
  Optional<Target> target(String name, OptionalInt port) {
    var service =
        compiled.truth().services().stream()
            .filter(it -> it.vhost().orElse("").equals(name) || it.name().equals(name))
            .findFirst();
    if (service.isPresent()) {
      return Optional.of(target(name, service.get(), port));
    }
    var machines = name.equals("edge") ? edges() : who(name);
    return machines.isEmpty()
        ? Optional.empty()
        : Optional.of(new Target(name, addresses(machines), port, Optional.empty()));
  }

  private Target target(String name, Service service, OptionalInt port) {
    var at = port.isPresent() ? port : OptionalInt.of(service.port());
    return switch (service.on()) {
      case Service.On.Machine machine ->
          new Target(
              name,
              compiled.truth().host(machine.host()).map(Host::addresses).orElse(List.of()),
              at,
              Optional.empty());
      case Service.On.Edge _ when at.getAsInt() == service.port() ->
          new Target(name, addresses(edges()), at, service.vhost().flatMap(compiled.gate()::vhost));
      // At another port where the reverse proxy tells names apart, it does not know this one.
      case Service.On.Edge _ when compiled.gate().guards(at.getAsInt()) ->
          new Target(name, List.of(), at, Optional.empty());
      case Service.On.Edge _ -> new Target(name, addresses(edges()), at, Optional.empty());
    };
  }

  private List<Machine> edges() {
    return topology.machines().stream().filter(it -> it.tags().contains(Tag.EDGE.text())).toList();
  }

  private static List<String> addresses(List<Machine> machines) {
    return machines.stream().flatMap(it -> it.addresses().stream()).toList();
  }
}
