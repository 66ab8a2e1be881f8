package org.veilor.mesh.gate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;

/** Who has which address. */
final class AddressBook {
  /** By the text that a proxy sends: most requests are answered by this alone. */
  private final Map<String, Caller> byText = new HashMap<>();

  private final Map<Address, Caller> byAddress = new HashMap<>();
  private final TreeMap<Address, Zone> zones = new TreeMap<>();
  private final Surroundings surroundings;

  private record Zone(AddressRange range, Caller caller) {}

  AddressBook(List<MeshNode> nodes, List<GateZone> named, Surroundings surroundings) {
    this.surroundings = surroundings;
    nodes.forEach(this::add);
    byAddress.forEach((address, caller) -> byText.put(address.toString(), caller));
    for (int i = 0; i < named.size(); i++) {
      var caller = Caller.zone(i, named.get(i).name());
      for (var prefix : named.get(i).prefixes()) {
        var range = AddressRange.prefix(prefix);
        zones.put(range.first(), new Zone(range, caller));
      }
    }
  }

  private void add(MeshNode node) {
    var caller = Caller.node(node);
    for (var text : node.addresses()) {
      // What is no address is nobody's: no request can come from it.
      SourceText.read(text)
          .ifPresent(it ->
              byAddress.merge(
                  it,
                  caller,
                  (first, _) ->
                      first == caller ? first : Caller.refusedNode(node, Reason.AMBIGUOUS_NODE)));
    }
  }

  /** Never null: who is unknown is somebody to refuse. */
  Caller caller(String text) {
    var known = byText.get(text);
    return known != null ? known : parsed(text);
  }

  private Caller parsed(String text) {
    return SourceText.read(text)
        .map(this::caller)
        .orElseGet(() -> Caller.refused(Reason.NOT_AN_ADDRESS, "?"));
  }

  Caller caller(Address address) {
    var known = byAddress.get(address);
    if (known != null) {
      return known;
    }
    if (surroundings.isMesh(address)) {
      return Caller.refused(Reason.UNKNOWN_NODE, address.toString());
    }
    if (surroundings.isNatted(address)) {
      return Caller.refused(Reason.SOURCE_NATTED, address.toString());
    }
    var zone = zone(address);
    if (zone != null) {
      return zone;
    }
    // An address that nobody in the Internet has, in no zone: it is not the caller's own.
    return surroundings.isPrivate(address)
        ? Caller.refused(Reason.SOURCE_NATTED, address.toString())
        : Caller.PUBLIC;
  }

  private @Nullable Caller zone(Address address) {
    var below = zones.floorEntry(address);
    return below != null && below.getValue().range().contains(address)
        ? below.getValue().caller()
        : null;
  }

  /** {@code ::ffff:100.64.0.5} is 100.64.0.5 (RFC 4291, 2.5.5.2). */
  static Address unmapped(Address address) {
    return address.v6() && address.hi() == 0 && address.lo() >>> 32 == 0xFFFF
        ? Address.v4(address.lo())
        : address;
  }
}
