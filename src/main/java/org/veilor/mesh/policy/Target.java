package org.veilor.mesh.policy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What somebody asks about.
 *
 * @param name as asked
 * @param addresses all that it has
 * @param port none for any
 * @param gate set for a vhost on the edge
 */
record Target(
    String name, List<String> addresses, OptionalInt port, Optional<GateTable.Vhost> gate) {
  /** A ping has no port, and asks no gate. */
  Target pinged() {
    return new Target(name, addresses, OptionalInt.empty(), Optional.empty());
  }
}
