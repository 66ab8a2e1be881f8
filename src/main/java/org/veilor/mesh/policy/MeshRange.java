package org.veilor.mesh.policy;

import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;

/** The addresses that Headscale gives out, of both families. */
final class MeshRange {
  private static final AddressRange V4 = AddressRange.prefix("100.64.0.0/10");
  private static final AddressRange V6 = AddressRange.prefix("fd7a:115c:a1e0::/48");

  private MeshRange() {}

  static boolean holds(String address) {
    return Address.of(address).filter(it -> V4.contains(it) || V6.contains(it)).isPresent();
  }
}
