package org.veilor.mesh.policy;

import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;

/** The addresses that Headscale gives out, of both families. */
final class MeshRange {
  private MeshRange() {}

  static boolean holds(String address) {
    return Address.of(address)
        .filter(it -> AddressRange.MESH.stream().anyMatch(range -> range.contains(it)))
        .isPresent();
  }
}
