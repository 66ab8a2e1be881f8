package org.veilor.mesh.policy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.reach.Reach;

/**
 * Whether any of these sources reaches any of these destinations, each a text address.
 *
 * @param port none for any
 * @param protocols IANA numbers; any of them does
 */
record Question(
    List<String> sources, List<String> destinations, OptionalInt port, List<Integer> protocols) {
  static final List<Integer> TCP = List.of(Protocol.TCP);
  static final List<Integer> TCP_OR_UDP = List.of(Protocol.TCP, Protocol.UDP);

  /** What lets it through, and to which address. */
  record Found(Reach.Open open, String to) {}

  /** The first that is let through. */
  Optional<Found> ask(Reach reach) {
    for (var source : sources) {
      var from = Address.of(source).orElseThrow();
      for (var destination : destinations) {
        if (source.contains(":") == destination.contains(":")) {
          var to = Address.of(destination).orElseThrow();
          var open = reach.open(from, to).stream().filter(this::fits).findFirst();
          if (open.isPresent()) {
            return open.map(it -> new Found(it, destination));
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean fits(Reach.Open open) {
    return (open.protocol() == Protocol.ANY || protocols.contains(open.protocol()))
        && (port.isEmpty() || open.hasPort(port.getAsInt()));
  }
}
