package org.veilor.mesh.gate;

import java.util.Set;
import org.veilor.mesh.tier.Tier;

/**
 * A name behind the proxy, and who may have it.
 *
 * @param name canonical: lower case, no port, no final dot
 * @param isPublic whether whoever comes from outside the mesh may have it
 * @param zones names of those that may have it
 */
public record GateVhost(String name, Set<Tier> tiers, boolean isPublic, Set<String> zones) {
  public GateVhost {
    tiers = Set.copyOf(tiers);
    zones = Set.copyOf(zones);
  }
}
