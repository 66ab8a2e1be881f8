package org.veilor.mesh.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.veilor.mesh.truth.Host;
import org.veilor.mesh.truth.Service;
import org.veilor.mesh.truth.Truth;

/**
 * Headscale's {@code dns.extra_records_path}: A and AAAA only, lower case, sorted. It has to be an
 * array: an empty file is overlooked (Headscale 0.29).
 */
final class DnsRecords {
  private DnsRecords() {}

  static String json(Truth truth) {
    var records = new TreeSet<String>();
    var edge = truth.edges().stream().flatMap(it -> it.addresses().stream()).toList();
    for (var service : truth.services()) {
      service
          .vhost()
          .ifPresent(vhost -> {
            for (var address : addresses(truth, service, edge)) {
              records.add(
                  "  {\"name\": \"%s\", \"type\": \"%s\", \"value\": \"%s\"}"
                      .formatted(vhost, address.contains(":") ? "AAAA" : "A", address));
            }
          });
    }
    return records.isEmpty()
        ? "[]\n"
        : records.stream().collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  /** Vhosts that lead nowhere yet. */
  static List<String> without(Truth truth) {
    var without = new ArrayList<String>();
    var edge = truth.edges().stream().flatMap(it -> it.addresses().stream()).toList();
    for (var service : truth.services()) {
      service
          .vhost()
          .filter(_ -> addresses(truth, service, edge).isEmpty())
          .ifPresent(without::add);
    }
    return without;
  }

  private static List<String> addresses(Truth truth, Service service, List<String> edge) {
    return switch (service.on()) {
      case Service.On.Edge _ -> edge;
      case Service.On.Machine machine ->
          truth.host(machine.host()).map(Host::addresses).orElse(List.of());
    };
  }
}
