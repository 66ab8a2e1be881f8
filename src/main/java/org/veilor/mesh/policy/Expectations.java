package org.veilor.mesh.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.veilor.mesh.address.AddressRange;
import org.veilor.mesh.reach.Machine;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.reach.Reach;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.reach.RulesReading;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Expectation;
import org.veilor.mesh.truth.Expectation.What;
import org.veilor.mesh.truth.Expectation.Who;
import org.veilor.mesh.truth.Service;
import org.veilor.mesh.truth.TruthFault;
import org.veilor.mesh.truth.Zone;

/**
 * Whether what the admin expects is what the compiled files do: the packet filter, and for a vhost
 * on the edge the gate as well.
 */
public final class Expectations {
  private final Compiled compiled;
  private final ModelMesh mesh;
  private final Reach reach;
  private final Origins origins;

  private Expectations(Compiled compiled) {
    this.compiled = compiled;
    this.mesh = ModelMesh.of(compiled.truth());
    this.reach = Reach.of(rules(compiled.artefacts().policy()), mesh.topology());
    this.origins = new Origins(compiled, mesh.topology().machines());
  }

  static Rules rules(String policy) {
    return switch (Rules.read(policy)) {
      case RulesReading.Good good -> good.rules();
      case RulesReading.Refused refused -> throw new IllegalStateException(refused.toString());
      case RulesReading.Unreadable bad -> throw new IllegalStateException(bad.toString());
    };
  }

  /** Those that do not hold, in the truth's order. */
  public static List<Failed> check(Compiled compiled) {
    var expectations = new Expectations(compiled);
    return compiled.truth().expectations().stream()
        .flatMap(it -> expectations.check(it).stream())
        .toList();
  }

  /**
   * @param instead what is the case, as a sentence
   */
  public record Failed(Expectation expectation, String instead) {
    public TruthFault fault() {
      return new TruthFault(
          expectation.at(),
          "expect",
          "\"%s\" does not hold: %s".formatted(expectation.written(), instead));
    }
  }

  private Optional<Failed> check(Expectation expectation) {
    var outcome = outcome(expectation);
    return outcome.reached() == expectation.reaches()
        ? Optional.empty()
        : Optional.of(new Failed(expectation, outcome.sentence()));
  }

  private record Outcome(boolean reached, String sentence) {}

  private Outcome outcome(Expectation expectation) {
    if (expectation.what() instanceof What.Vhost vhost) {
      return service(vhost.name())
          .map(it -> outcome(expectation, it))
          .orElseGet(() -> new Outcome(false, "no service has this vhost."));
    }
    return throughFilter(
        new Question(
            sources(expectation.who()),
            destinations(expectation.what()),
            expectation.port(),
            protocols(expectation)),
        "");
  }

  /** A vhost's name leads to a machine: at another port than its own, to what else is there. */
  private Outcome outcome(Expectation expectation, Service service) {
    int port = expectation.port().orElse(service.port());
    boolean own = port == service.port() && expectation.protocol().isEmpty();
    var protocols = own ? List.of(number(service.protocol())) : protocols(expectation);
    var outcomes =
        protocols.stream().map(it -> outcome(expectation.who(), service, port, it)).toList();
    return outcomes.stream().filter(Outcome::reached).findFirst().orElseGet(outcomes::getFirst);
  }

  private Outcome outcome(Who who, Service service, int port, int protocol) {
    var name = service.vhost().orElseThrow();
    boolean edge = service.on() instanceof Service.On.Edge;
    if (edge && protocol == Protocol.TCP && compiled.gate().guards(port)) {
      var entry = compiled.gate().vhost(name).filter(it -> it.port() == port);
      if (entry.isEmpty()) {
        return new Outcome(false, "the reverse proxy has no such name at port " + port + ".");
      }
      if (!letsIn(who, entry.get())) {
        return new Outcome(
            false,
            entry.get().isPublic()
                ? "the gate lets no machine of the mesh without a tier use " + name + "."
                : "the gate lets only %s use %s.".formatted(whom(entry.get()), name));
      }
      if (who instanceof Who.OfZone) {
        // It comes from outside the mesh, where no policy of Headscale's is.
        return new Outcome(true, "the gate lets it use " + name + ".");
      }
    }
    var machines =
        switch (service.on()) {
          case Service.On.Edge _ -> mesh.edges();
          case Service.On.Machine machine -> mesh.host(machine.host());
        };
    return throughFilter(
        new Question(sources(who), addresses(machines), OptionalInt.of(port), List.of(protocol)),
        name);
  }

  private Outcome throughFilter(Question question, String name) {
    return question
        .ask(reach)
        .map(it ->
            new Outcome(
                true,
                "it is let through by %s of policy.hujson%s."
                    .formatted(
                        it.open().rule(),
                        origins
                            .of(it.open(), it.to(), name)
                            .map(from ->
                                ", from line %d (%s)".formatted(from.at().line(), from.what()))
                            .orElse(""))))
        .orElseGet(() -> new Outcome(false, "no rule lets it through."));
  }

  private static List<Integer> protocols(Expectation expectation) {
    if (expectation.protocol().isPresent()) {
      return List.of(number(expectation.protocol().get()));
    }
    boolean one = expectation.reaches() && expectation.port().isPresent();
    return one ? Question.TCP : Question.TCP_OR_UDP;
  }

  static int number(Service.Protocol protocol) {
    return protocol == Service.Protocol.UDP ? Protocol.UDP : Protocol.TCP;
  }

  private Optional<Service> service(String vhost) {
    return compiled.truth().services().stream()
        .filter(it -> it.vhost().filter(vhost::equals).isPresent())
        .findFirst();
  }

  private boolean letsIn(Who who, GateTable.Vhost entry) {
    return switch (who) {
      case Who.OfTier it -> entry.isPublic() || entry.tiers().contains(it.tier().text());
      case Who.OfHost it ->
          tier(it.name())
              .filter(tier -> entry.isPublic() || entry.tiers().contains(tier.text()))
              .isPresent();
      case Who.OfZone it -> entry.isPublic() || entry.zones().contains(it.name());
    };
  }

  private static String whom(GateTable.Vhost entry) {
    var whom = new ArrayList<>(entry.tiers());
    entry.zones().forEach(zone -> whom.add("zone " + zone));
    var last = whom.removeLast();
    return whom.isEmpty() ? last : String.join(", ", whom) + " and " + last;
  }

  private Optional<Tier> tier(String host) {
    return compiled
        .truth()
        .host(host)
        .flatMap(it -> it.tag())
        .flatMap(tag -> Tier.tagged(List.of(tag.text())));
  }

  private List<String> sources(Who who) {
    return switch (who) {
      case Who.OfTier it -> addresses(mesh.of(it.tier()));
      case Who.OfHost it -> addresses(mesh.host(it.name()));
      case Who.OfZone it ->
          compiled.truth().zones().stream()
              .filter(zone -> zone.name().equals(it.name()))
              .map(Zone::addresses)
              .flatMap(List::stream)
              .map(cidr -> AddressRange.parse(cidr).orElseThrow().first().toString())
              .toList();
    };
  }

  private List<String> destinations(What what) {
    return switch (what) {
      case What.OfHost it -> addresses(mesh.host(it.name()));
      case What.OfTier it -> addresses(mesh.of(it.tier()));
      case What.Edge _ -> addresses(mesh.edges());
      case What.OfAddress it -> List.of(it.address());
      case What.Vhost _ -> List.of();
    };
  }

  private static List<String> addresses(List<Machine> machines) {
    var addresses = new ArrayList<String>();
    machines.forEach(machine -> addresses.addAll(machine.addresses()));
    return addresses;
  }
}
