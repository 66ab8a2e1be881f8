package org.veilor.mesh.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.reach.Machine;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.reach.Reach;
import org.veilor.mesh.reach.Topology;
import org.veilor.mesh.tier.Tier;

/** Who reaches whom, and why: by which rule, and by which line of the truth. */
public final class Explain {
  private final Compiled compiled;
  private final AskedMesh mesh;
  private final Origins origins;

  private Explain(Compiled compiled, Topology topology) {
    this.compiled = compiled;
    this.mesh = new AskedMesh(compiled, topology);
    this.origins = new Origins(compiled, mesh.machines());
  }

  /** Among the machines that Headscale lists. */
  public static Explain of(Compiled compiled, Topology topology) {
    return new Explain(compiled, topology);
  }

  /** Among the hosts that the truth names, and one nameless machine of each tier. */
  public static Explain of(Compiled compiled) {
    return new Explain(compiled, ModelMesh.of(compiled.truth()).topology());
  }

  /** A word that means nothing here. The message is a sentence. */
  public static final class NotFound extends Exception {
    private static final long serialVersionUID = 1L;

    NotFound(String sentence) {
      super(sentence);
    }
  }

  /**
   * Why a machine, or the machines of a tier, reach a place or do not. Machines of which the same
   * is to be said are one answer.
   *
   * @param source an address, a machine's name or a tier
   * @param destination {@code name}, {@code name:port} or {@code [address]:port}
   */
  public List<Explained> ask(String source, String destination, int protocol) throws NotFound {
    var sources = mesh.who(source);
    if (sources.isEmpty()) {
      throw new NotFound(
          "\"%s\" is no address, machine or tier here: what it is must be in hosts, or in the nodes of --nodes."
              .formatted(source));
    }
    var target = target(destination);
    var groups = new LinkedHashMap<Explained, Explained>();
    for (var alike : mesh.alike(sources)) {
      merge(groups, explain(alike.getFirst(), target, protocol), alike.size());
    }
    return List.copyOf(groups.values());
  }

  /** Everybody who reaches a place, one answer for each tier and way. */
  public List<Explained> to(String destination) throws NotFound {
    var target = target(destination);
    var groups = new LinkedHashMap<Explained, Explained>();
    for (var alike : mesh.alike(mesh.machines())) {
      for (var one : ways(alike.getFirst(), target)) {
        if (one.reached()) {
          merge(groups, one, alike.size());
        }
      }
    }
    return oneForAllProtocols(groups.values());
  }

  /** A tier that reaches a place by four protocols is one answer, under the first of the rules. */
  private static List<Explained> oneForAllProtocols(Collection<Explained> answers) {
    var joined = new LinkedHashMap<List<Object>, Explained>();
    for (var it : answers) {
      joined.merge(
          List.of(it.source(), it.alike(), it.port(), it.line(), it.because()),
          it,
          (first, more) -> first.plus(more.protocol()));
    }
    return List.copyOf(joined.values());
  }

  /** The same but for who it is said of, and how often. */
  private static void merge(Map<Explained, Explained> groups, Explained one, int machines) {
    groups.merge(
        with(one, "", "", 0),
        machines == 1 ? one : with(one, one.source(), one.sourceAddress(), machines - 1),
        (first, _) -> with(first, first.source(), first.sourceAddress(), first.alike() + machines));
  }

  private static Explained with(Explained one, String source, String address, int alike) {
    return new Explained(
        source,
        address,
        one.tier(),
        alike,
        one.destination(),
        "",
        one.port(),
        one.protocol(),
        one.reached(),
        one.rule(),
        one.line(),
        one.because(),
        one.gate());
  }

  private Target target(String destination) throws NotFound {
    var place = destination;
    var port = OptionalInt.empty();
    int colon = destination.lastIndexOf(':');
    boolean whole = Address.of(destination).isPresent();
    if (colon > 0 && !whole && destination.substring(colon + 1).matches("[0-9]{1,5}")) {
      place = destination.substring(0, colon);
      port = OptionalInt.of(Integer.parseInt(destination.substring(colon + 1)));
      if (port.getAsInt() > 65535) {
        throw new NotFound(port.getAsInt() + " is above 65535, the highest port there is.");
      }
    }
    if (place.startsWith("[") && place.endsWith("]")) {
      place = place.substring(1, place.length() - 1);
    }
    var name = place;
    return mesh.target(place, port)
        .orElseThrow(() ->
            new NotFound(
                "\"%s\" is no vhost, machine, tier or address here: nobody reaches what is not there."
                    .formatted(name)));
  }

  private Explained explain(Machine machine, Target target, int protocol) {
    if (Protocol.isIcmp(protocol)) {
      var any = ways(machine, target.pinged());
      if (!any.isEmpty()) {
        return any.getFirst().by(Protocol.name(protocol));
      }
    }
    for (var way : ways(machine, target)) {
      if (way.protocol().equals(Protocol.name(protocol))) {
        return way;
      }
    }
    var to = target.addresses().isEmpty() ? "" : target.addresses().getFirst();
    return new Explained(
        machine.name(),
        first(machine),
        tier(machine),
        0,
        target.name(),
        to,
        target.port(),
        Protocol.name(protocol),
        false,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        gate(machine, target));
  }

  /** All that is open from a machine to a place, each rule once. */
  private List<Explained> ways(Machine machine, Target target) {
    var ways = new ArrayList<Explained>();
    for (var source : machine.addresses()) {
      for (var to : target.addresses()) {
        if (source.contains(":") == to.contains(":")) {
          mesh.reach.open(Address.of(source).orElseThrow(), Address.of(to).orElseThrow()).stream()
              .filter(it -> fits(it, target))
              .map(it -> explained(machine, source, target, to, it))
              .filter(it -> ways.stream().noneMatch(other -> same(other, it)))
              .forEach(ways::add);
        }
      }
    }
    return ways;
  }

  private static boolean same(Explained one, Explained other) {
    return one.rule().equals(other.rule())
        && one.line().equals(other.line())
        && one.protocol().equals(other.protocol())
        && one.port().equals(other.port());
  }

  private static boolean fits(Reach.Open open, Target target) {
    return target.port().isEmpty() || open.hasPort(target.port().getAsInt());
  }

  private Explained explained(
      Machine machine, String source, Target target, String to, Reach.Open open) {
    var origin = origins.of(open, to, target.name());
    var gate = gate(machine, target);
    var port =
        open.firstPort() == open.lastPort() ? OptionalInt.of(open.firstPort()) : target.port();
    return new Explained(
        machine.name(),
        source,
        tier(machine),
        0,
        target.name(),
        to,
        port,
        Protocol.name(open.protocol()),
        target.gate().isEmpty() || letsIn(machine, target),
        Optional.of(open.rule()),
        origin.map(it -> OptionalInt.of(it.at().line())).orElse(OptionalInt.empty()),
        origin.map(Acl.Origin::what),
        gate);
  }

  private static Optional<String> tier(Machine machine) {
    return AskedMesh.tier(machine).map(Tier::text);
  }

  private static String first(Machine machine) {
    return machine.addresses().isEmpty() ? "" : machine.addresses().getFirst();
  }

  private static boolean letsIn(Machine machine, Target target) {
    var vhost = target.gate().orElseThrow();
    return Tier.atTheGate(machine.tags())
        .filter(it -> vhost.isPublic() || vhost.tiers().contains(it.text()))
        .isPresent();
  }

  private static Optional<String> gate(Machine machine, Target target) {
    return target
        .gate()
        .map(vhost ->
            vhost.isPublic()
                ? letsIn(machine, target)
                    ? "lets in anybody"
                    : "lets in anybody but a machine of the mesh without a tier"
                : (letsIn(machine, target) ? "lets in " : "lets in only ")
                    + String.join(", ", vhost.tiers()));
  }
}
