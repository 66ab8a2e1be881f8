package org.veilor.mesh.gate;

import io.netty.util.collection.IntObjectHashMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;

/** Who has which address. */
final class AddressBook {
  /** Most requests are answered by this alone: it is small, and to look into it makes nothing. */
  private final IntObjectHashMap<Caller> v4;

  private final Map<Address, Caller> v6 = new HashMap<>();

  /** The same by their text as proxies write it (RFC 5952). */
  private final Map<String, Caller> v6ByText = new HashMap<>();

  private final TreeMap<Address, Zone> zones = new TreeMap<>();
  private final Surroundings surroundings;

  private record Zone(AddressRange range, Caller caller) {}

  AddressBook(List<MeshNode> nodes, List<GateZone> named, Surroundings surroundings) {
    this.surroundings = surroundings;
    // Half full at most: it probes one place after the other.
    this.v4 = new IntObjectHashMap<>(2 * nodes.size() + 2, 0.5f);
    nodes.forEach(this::add);
    v6.forEach((address, caller) -> v6ByText.put(address.toString(), caller));
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
      SourceText.read(text).ifPresent(it -> put(it, node, caller));
    }
  }

  private void put(Address address, MeshNode node, Caller caller) {
    var first = known(address);
    var whose =
        first == null || first == caller ? caller : Caller.refusedNode(node, Reason.AMBIGUOUS_NODE);
    if (address.v6()) {
      v6.put(address, whose);
    } else {
      v4.put((int) address.lo(), whose);
    }
  }

  private @Nullable Caller known(Address address) {
    return address.v6() ? v6.get(address) : v4.get((int) address.lo());
  }

  /** Never null: who is unknown is somebody to refuse. */
  Caller caller(String text) {
    long bits = Ipv4Text.bits(text);
    var known = bits == Ipv4Text.NONE ? v6ByText.get(text) : v4.get((int) bits);
    return known != null ? known : parsed(text);
  }

  private Caller parsed(String text) {
    return SourceText.read(text)
        .map(this::caller)
        .orElseGet(() -> Caller.refused(Reason.NOT_AN_ADDRESS, "?"));
  }

  Caller caller(Address address) {
    var known = known(address);
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
