package org.veilor.mesh.proof;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.veilor.mesh.reach.Ports;

/** The ports that may be open at one place. */
final class Doors {
  private final Map<Integer, NavigableSet<Integer>> ports = new HashMap<>();

  void add(int protocol, int port) {
    ports.computeIfAbsent(protocol, _ -> new TreeSet<>()).add(port);
  }

  void addAll(Doors more) {
    more.ports.forEach(
        (protocol, them) -> ports.computeIfAbsent(protocol, _ -> new TreeSet<>()).addAll(them));
  }

  /** The lowest that may not; 0, which no service has, only if there is no other. */
  OptionalInt lowestShut(int protocol, Ports asked) {
    var open = ports.getOrDefault(protocol, new TreeSet<>());
    for (int port = Math.max(asked.first(), 1); port <= asked.last(); port++) {
      if (!open.contains(port)) {
        return OptionalInt.of(port);
      }
    }
    return asked.first() == 0 ? OptionalInt.of(0) : OptionalInt.empty();
  }
}
