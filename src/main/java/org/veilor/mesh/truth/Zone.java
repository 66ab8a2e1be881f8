package org.veilor.mesh.truth;

import java.util.List;

/**
 * Addresses outside the mesh, as the reverse proxy sees them, and what they may use of what is on
 * the edge without a mesh key.
 *
 * @param addresses prefixes in CIDR form without host bits, both families; no two zones overlap,
 *     none holds a mesh address
 * @param services names of services on the edge
 */
public record Zone(
    String name, List<String> addresses, List<String> services, String note, Place at) {
  public Zone {
    addresses = List.copyOf(addresses);
    services = List.copyOf(services);
  }
}
