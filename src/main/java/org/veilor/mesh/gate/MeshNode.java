package org.veilor.mesh.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A machine of the mesh as the gate is told of it.
 *
 * @param name unique among all
 * @param user for whom its key was minted; empty if nobody knows
 * @param addresses of both families, in text form
 * @param tags as Headscale lists them
 * @param expiry when its membership ends; empty if never
 */
public record MeshNode(
    String name, String user, List<String> addresses, List<String> tags, Optional<Instant> expiry) {
  public MeshNode {
    addresses = List.copyOf(addresses);
    tags = List.copyOf(tags);
  }
}
