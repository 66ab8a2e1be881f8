package org.veilor.mesh.truth;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;

/** Reads {@code zones}. */
final class ZoneReader {
  static final List<String> FIELDS = List.of("addresses", "may-use", "note");

  private final Set<String> hosts;
  private final Map<String, Service> services;

  /** Ranges of all zones so far, by their first address, and whose they are. */
  private final TreeMap<Address, Taken> taken = new TreeMap<>();

  private record Taken(AddressRange range, String zone) {}

  private ZoneReader(Set<String> hosts, List<Service> services) {
    this.hosts = hosts;
    this.services =
        services.stream()
            .collect(Collectors.toMap(Service::name, Function.identity(), (first, _) -> first));
  }

  static List<Zone> read(@Nullable Entry section, Map<String, Host> hosts, List<Service> services) {
    var zones = new ArrayList<Zone>();
    var reader = new ZoneReader(hosts.keySet(), services);
    if (section != null) {
      section.members().forEach((name, entry) -> zones.add(reader.zone(name, entry)));
    }
    return zones;
  }

  private Zone zone(String name, Entry entry) {
    Names.wrongName(name).ifPresent(entry::faultAtBegin);
    if (hosts.contains(name)) {
      entry.faultAtBegin("a host is called %s: give the zone another name.".formatted(name));
    }
    var fields = entry.fields(FIELDS);
    var addresses = new ArrayList<String>();
    var list = fields.get("addresses");
    if (list == null ? entry.hasFields() : list.isNothing()) {
      entry.faultAtBegin("it has no addresses: write them as [192.168.1.0/24].");
    } else if (list != null) {
      list.items()
          .forEach(item ->
              Addresses.prefix(item)
                  .ifPresent(range -> {
                    take(item, range, name);
                    addresses.add(Addresses.cidr(item.word().orElseThrow(), range));
                  }));
    }
    var uses = new LinkedHashSet<String>();
    var mayUse = fields.get("may-use");
    if (mayUse != null) {
      mayUse.items().forEach(item -> use(item, uses));
    }
    return new Zone(name, addresses, List.copyOf(uses), Entry.note(fields, "note"), entry.at());
  }

  private void take(Entry item, AddressRange range, String zone) {
    var before = taken.floorEntry(range.last());
    if (before != null && before.getValue().range().overlaps(range)) {
      item.fault(
          "these addresses are in zone %s already: an address is in one zone."
              .formatted(before.getValue().zone()));
    } else {
      taken.put(range.first(), new Taken(range, zone));
    }
  }

  private void use(Entry item, Set<String> uses) {
    item.word()
        .ifPresent(word -> {
          var service = services.get(word);
          if (service == null) {
            item.fault("\"%s\" is no service here.".formatted(word), word, services.keySet());
          } else if (!service.isBehindGate()) {
            item.fault(word + " is no vhost on the edge: only there a zone can be told apart.");
          } else {
            uses.add(word);
          }
        });
  }
}
