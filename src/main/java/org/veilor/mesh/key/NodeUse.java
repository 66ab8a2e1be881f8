package org.veilor.mesh.key;

import java.time.Instant;
import java.util.List;

/**
 * Who joined with a key.
 *
 * @param nodeId Headscale's id; {@code unknown} if the node was gone before we could ask
 * @param addresses its mesh addresses, both families
 * @param at when it was registered
 */
public record NodeUse(String nodeId, String name, List<String> addresses, Instant at) {
  static final String UNKNOWN = "unknown";

  public NodeUse {
    addresses = List.copyOf(addresses);
  }

  /** False if nobody knows any more which machine it was. */
  boolean known() {
    return !nodeId.equals(UNKNOWN);
  }
}
