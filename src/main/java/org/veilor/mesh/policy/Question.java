package org.veilor.mesh.policy;

import java.util.List;
import java.util.OptionalInt;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.reach.Answer;
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

  private static final int LAST = 65535;

  /** The first that is let through. */
  Answer ask(Reach reach) {
    for (var source : sources) {
      for (var destination : destinations) {
        if (source.contains(":") == destination.contains(":")) {
          var from = Address.of(source).orElseThrow();
          var to = Address.of(destination).orElseThrow();
          for (int protocol : protocols) {
            var answer = ask(reach, from, to, protocol);
            if (answer.allowed()) {
              return answer;
            }
          }
        }
      }
    }
    return Answer.Refused.NO_RULE;
  }

  private Answer ask(Reach reach, Address from, Address to, int protocol) {
    if (port.isPresent()) {
      return reach.ask(from, to, protocol, port.getAsInt());
    }
    for (int any = 1; any <= LAST; any++) {
      var answer = reach.ask(from, to, protocol, any);
      if (answer.allowed()) {
        return answer;
      }
    }
    return Answer.Refused.NO_RULE;
  }
}
