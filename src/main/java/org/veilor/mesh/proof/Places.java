package org.veilor.mesh.proof;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;
import org.veilor.mesh.truth.Host;
import org.veilor.mesh.truth.Truth;

/** Whose an address is, as far as the truth says. */
final class Places {
  private final NavigableMap<Address, Place> places = new TreeMap<>();

  /**
   * @param order of the host in the truth: of several, the one that was named first is told
   */
  record Place(Address address, Host host, int order) {}

  Places(Truth truth) {
    int order = 0;
    for (var host : truth.hosts().values()) {
      for (var text : host.addresses()) {
        var address = Address.of(text).orElseThrow();
        places.put(address, new Place(address, host, order++));
      }
    }
  }

  /** The first in the truth's order that lies in this range and is so. */
  Optional<Place> first(AddressRange range, Predicate<Place> so) {
    if (range.first().equals(range.last())) {
      return Optional.ofNullable(places.get(range.first())).filter(so);
    }
    // Of one that would not be told nobody asks: a wide range may hold every host there is.
    Place first = null;
    for (var place : in(range)) {
      if ((first == null || place.order() < first.order()) && so.test(place)) {
        first = place;
      }
    }
    return Optional.ofNullable(first);
  }

  /** The lowest address in it that is no host's. */
  Optional<Address> nobodys(AddressRange range) {
    if (range.first().equals(range.last())) {
      return places.containsKey(range.first()) ? Optional.empty() : Optional.of(range.first());
    }
    var address = range.first();
    for (var place : in(range)) {
      if (!place.address().equals(address)) {
        return Optional.of(address);
      }
      var next = address.next();
      if (next.isEmpty() || !range.contains(next.get())) {
        return Optional.empty();
      }
      address = next.get();
    }
    return Optional.of(address);
  }

  /** Addresses of the mesh are given out, and given out again: any machine may come to have one. */
  static Optional<AddressRange> inMesh(AddressRange range) {
    return AddressRange.MESH.stream().flatMap(it -> it.shared(range).stream()).findFirst();
  }

  private Collection<Place> in(AddressRange range) {
    return places.subMap(range.first(), true, range.last(), true).values();
  }
}
