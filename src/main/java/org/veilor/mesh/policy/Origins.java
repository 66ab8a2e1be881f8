package org.veilor.mesh.policy;

import java.util.List;
import java.util.Optional;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;
import org.veilor.mesh.reach.Machine;
import org.veilor.mesh.reach.Reach;

/** From what is open back to the line of the truth that opened it. */
final class Origins {
  private static final int LAST_PORT = 65535;

  private final Compiled compiled;
  private final List<Machine> machines;

  Origins(Compiled compiled, List<Machine> machines) {
    this.compiled = compiled;
    this.machines = machines;
  }

  /**
   * @param to the address that is reached
   * @param name what was asked for: of several services behind one door that one is told
   */
  Optional<Acl.Origin> of(Reach.Open open, String to, String name) {
    return compiled
        .acl(open.rule())
        .flatMap(acl ->
            acl.destinations().stream().filter(it -> leads(it.written(), to, open)).findFirst())
        .map(it -> it.origin(name));
  }

  private boolean leads(String written, String to, Reach.Open open) {
    int colon = written.lastIndexOf(':');
    var ports = written.substring(colon + 1);
    boolean portFits =
        ports.equals("*")
            ? open.lastPort() == LAST_PORT
            : ports.equals(String.valueOf(open.firstPort()));
    return portFits && holds(written.substring(0, colon), to);
  }

  private boolean holds(String place, String to) {
    if (place.equals("*")) {
      return true;
    }
    if (place.startsWith("tag:")) {
      return machines.stream()
          .anyMatch(it -> it.tags().contains(place) && it.addresses().contains(to));
    }
    var literal = AddressRange.parse(place);
    return literal.isPresent()
        ? literal.get().contains(Address.of(to).orElseThrow())
        : compiled.truth().hosts().values().stream()
            .anyMatch(host -> to.equals(AclCompiler.aliases(host).get(place)));
  }
}
