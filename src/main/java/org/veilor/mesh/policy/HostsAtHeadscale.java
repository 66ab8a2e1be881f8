package org.veilor.mesh.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.veilor.mesh.reach.Machine;
import org.veilor.mesh.reach.Topology;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.truth.Host;
import org.veilor.mesh.truth.Truth;
import org.veilor.mesh.truth.TruthFault;

/**
 * Whether the hosts of the truth are what Headscale has under their names.
 *
 * @param faults one for each host that is another thing there: what is compiled would let people
 *     into the wrong machine, or not into the right one
 * @param warnings sentences about hosts that have not joined
 */
public record HostsAtHeadscale(List<TruthFault> faults, List<String> warnings) {
  public HostsAtHeadscale {
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
  }

  public static HostsAtHeadscale compare(Truth truth, Topology topology) {
    var owners = new HashMap<String, String>();
    topology
        .machines()
        .forEach(it -> it.addresses().forEach(address -> owners.put(address, it.name())));
    var faults = new ArrayList<TruthFault>();
    var warnings = new ArrayList<String>();
    for (var host : truth.hosts().values()) {
      addresses(host, owners).forEach(it -> faults.add(fault(host, "address", it)));
      if (host.tag().isPresent()) {
        topology
            .named(host.name())
            .ifPresentOrElse(
                it -> tag(host, host.tag().get(), it, faults),
                () -> warnings.add(host.name() + " has not joined: Headscale has no such node."));
      }
    }
    return new HostsAtHeadscale(faults, warnings);
  }

  /** Of one that has not joined only the addresses that somebody else has are wrong. */
  private static List<String> addresses(Host host, Map<String, String> owners) {
    boolean joined = owners.containsValue(host.name());
    var wrong = new ArrayList<String>();
    for (var address : host.addresses()) {
      var owner = owners.get(address);
      if (owner != null && !owner.equals(host.name())) {
        wrong.add("Headscale gave %s to %s.".formatted(address, owner));
      } else if (owner == null && joined && host.tag().isPresent()) {
        wrong.add(
            "Headscale has it at %s, not at %s."
                .formatted(String.join(", ", own(host.name(), owners)), address));
      }
    }
    return wrong;
  }

  private static List<String> own(String name, Map<String, String> owners) {
    return owners.entrySet().stream()
        .filter(it -> it.getValue().equals(name))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static void tag(Host host, Tag tag, Machine machine, List<TruthFault> faults) {
    if (!new HashSet<>(machine.tags()).equals(Set.of(tag.text()))) {
      var tags = machine.tags().isEmpty() ? "no tag" : String.join(", ", machine.tags());
      faults.add(fault(host, "tag", "Headscale has it with %s.".formatted(tags)));
    }
  }

  private static TruthFault fault(Host host, String field, String sentence) {
    return new TruthFault(host.at(), "hosts." + host.name() + "." + field, sentence);
  }
}
