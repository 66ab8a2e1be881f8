package org.veilor.mesh.truth;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Service.Backend;
import org.veilor.mesh.truth.Service.On;
import org.veilor.mesh.truth.Service.Protocol;

/** What a service's fields must be to each other, to the hosts and to the services before it. */
final class ServiceRules {
  static final String EDGE_ONLY =
      " is for services on the edge only: no reverse proxy is before this one.";

  static final String TCP_ONLY = " is for tcp only: the reverse proxy passes on nothing else.";

  private final Map<String, Host> hosts;
  private final Map<String, Host> byAddress;

  /** Place, port and protocol, with the first service there. */
  private final Map<Door, Service> doors = new HashMap<>();

  private record Door(On on, int port, Protocol protocol) {}

  ServiceRules(Map<String, Host> hosts) {
    this.hosts = hosts;
    byAddress =
        hosts.values().stream()
            .flatMap(host -> host.addresses().stream().map(it -> Map.entry(it, host)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
  }

  void check(Service service, Entry entry, Map<String, Entry> fields) {
    boolean edge = service.on() instanceof On.Edge;
    var isPublic = fields.get("public");
    var backend = fields.get("backend");
    if (isPublic != null && service.isPublic()) {
      checkOutside("public", isPublic, edge, service);
    }
    if (backend != null) {
      checkOutside("backend", backend, edge, service);
      service.backend().ifPresent(to -> checkBackend(service, to, backend));
    }
    if (service.on() instanceof On.Machine(var host) && isAdmins(host) && letsOthersIn(service)) {
      fields
          .getOrDefault("on", entry)
          .fault(
              "%s is an admin's machine: neither guests nor servers may be let in. Put the service on another host, or leave admin alone in its tiers."
                  .formatted(host));
    }
    checkDoor(service, entry);
  }

  /** Public and backend are the reverse proxy's, which tells web services apart by their vhosts. */
  private static void checkOutside(String key, Entry value, boolean edge, Service service) {
    if (!edge) {
      value.fault(key + EDGE_ONLY);
    } else if (service.vhost().isEmpty()) {
      value.fault(key + " needs a vhost: that is how the reverse proxy tells services apart.");
    } else if (service.protocol() == Protocol.UDP) {
      value.fault(key + TCP_ONLY);
    }
  }

  private void checkBackend(Service service, Backend to, Entry value) {
    var host = hosts.containsKey(to.host()) ? hosts.get(to.host()) : byAddress.get(to.host());
    if (host != null && isAdmins(host.name()) && (service.isPublic() || letsOthersIn(service))) {
      value.fault(
          "%s is an admin's machine: the reverse proxy would let others in. Put the backend on another host, or leave admin alone in tiers."
              .formatted(host.name()));
    }
  }

  private static boolean letsOthersIn(Service service) {
    return service.tiers().contains(Tier.GUEST) || service.tiers().contains(Tier.INFRA);
  }

  private boolean isAdmins(String name) {
    var host = hosts.get(name);
    return host != null && host.tag().filter(Tag.ADMIN::equals).isPresent();
  }

  private void checkDoor(Service service, Entry entry) {
    var door = new Door(service.on(), service.port(), service.protocol());
    var first = doors.putIfAbsent(door, service);
    if (first != null && !(service.isBehindGate() && first.isBehindGate())) {
      entry.fault(
          "the service in line %d has the same place, port and protocol: whoever reaches one reaches the other. Make it one service, or give it a port of its own."
              .formatted(first.at().line()));
    }
  }
}
