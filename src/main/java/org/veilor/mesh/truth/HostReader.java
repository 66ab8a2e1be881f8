package org.veilor.mesh.truth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.tier.Tag;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code hosts}. */
final class HostReader {
  static final List<String> FIELDS = List.of("tag", "address", "note");

  /** A guest's machine is never named: a rule about one would let guests reach it. */
  static final Map<String, Tag> TAGS =
      new LinkedHashMap<>(Map.of("admin", Tag.ADMIN, "infra", Tag.INFRA, "edge", Tag.EDGE));

  private final Map<String, String> owners = new HashMap<>();

  private HostReader() {}

  /** By name, in the file's order. */
  static Map<String, Host> read(@Nullable Entry section) {
    var hosts = new LinkedHashMap<String, Host>();
    var reader = new HostReader();
    if (section != null) {
      section.members().forEach((name, entry) -> hosts.put(name, reader.host(name, entry)));
    }
    return hosts;
  }

  private Host host(String name, Entry entry) {
    Names.wrongName(name).ifPresent(entry::faultAtBegin);
    var fields = entry.fields(FIELDS);
    Optional<Tag> tag =
        Optional.ofNullable(fields.get("tag"))
            .flatMap(it -> it.oneOf(TAGS.keySet().stream().sorted().toList()))
            .map(TAGS::get);
    var addresses = addresses(name, fields.get("address"));
    if (entry.hasFields() && !fields.containsKey("tag") && isNowhere(fields.get("address"))) {
      entry.faultAtBegin(
          "it has neither a tag nor an address: give it what it joined as (tag: infra), or where it is"
              + " (address: 192.168.1.5).");
    }
    return new Host(name, tag, addresses, Entry.note(fields, "note"), entry.at());
  }

  /** An address that is no good is a fault of its own. */
  private static boolean isNowhere(@Nullable Entry address) {
    return address == null
        || address.node() instanceof SequenceNode list && list.getValue().isEmpty();
  }

  private List<String> addresses(String name, @Nullable Entry entry) {
    var addresses = new ArrayList<String>();
    if (entry == null) {
      return addresses;
    }
    boolean list = entry.node() instanceof SequenceNode;
    for (var item : list ? entry.items() : List.of(entry)) {
      Addresses.machine(item)
          .ifPresent(address -> {
            if (addresses.stream().anyMatch(it -> it.contains(":") == address.contains(":"))) {
              item.fault(
                  "it has an address of this family already: one IPv4 and one IPv6 at most.");
            }
            var owner = owners.putIfAbsent(address, name);
            if (owner != null) {
              item.fault(address + " is " + owner + "'s already: an address is one machine's.");
            }
            addresses.add(address);
          });
    }
    return addresses;
  }
}
