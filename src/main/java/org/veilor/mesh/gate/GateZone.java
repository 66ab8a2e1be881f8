package org.veilor.mesh.gate;

import java.util.List;

/**
 * A network outside the mesh that the truth names.
 *
 * @param prefixes in CIDR form
 */
public record GateZone(String name, List<String> prefixes) {
  public GateZone {
    prefixes = List.copyOf(prefixes);
  }
}
