package org.veilor.mesh.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.veilor.mesh.address.AddressRange;
import org.veilor.mesh.reach.Answer;
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
import org.veilor.mesh.truth.Zone;

/**
 * Whether what the admin expects is what the compiled files do: the packet filter, and for a vhost
 * on the edge the gate as well.
 */
public final class Expectations {
  private final Compiled compiled;
  private final ModelMesh mesh;
  private final Reach reach;

  private Expectations(Compiled compiled) {
    this.compiled = compiled;
    this.mesh = ModelMesh.of(compiled.truth());
    this.reach = Reach.of(rules(compiled.artefacts().policy()), mesh.topology());
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
  public record Failed(Expectation expectation, String instead) {}

  private Optional<Failed> check(Expectation expectation) {
    var answer = answer(expectation);
    if (answer.allowed() == expectation.reaches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Failed(
            expectation,
            switch (answer) {
              case Answer.Allowed allowed ->
                  "it is reached, by %s%s.".formatted(allowed.rule(), origin(allowed.rule()));
              case Answer.Refused _ -> "nothing lets it through" + gate(expectation) + ".";
            }));
  }

  private String origin(String rule) {
    return compiled
        .acl(rule)
        .map(acl -> " of policy.hujson, from line " + acl.destinations().getFirst().at().line())
        .orElse("");
  }

  /** Where the packet filter would let it through, and the gate is what stands in the way. */
  private String gate(Expectation expectation) {
    return expectation.what() instanceof What.Vhost vhost
            && service(vhost.name()).filter(Service::isBehindGate).isPresent()
        ? ": neither the packet filter nor, by name, the gate does"
        : "";
  }

  Answer answer(Expectation expectation) {
    if (expectation.what() instanceof What.Vhost vhost) {
      return service(vhost.name())
          .filter(it -> expectation.port().isEmpty() || expectation.port().getAsInt() == it.port())
          .filter(it ->
              expectation.protocol().isEmpty() || expectation.protocol().get() == it.protocol())
          .map(it -> throughBoth(expectation.who(), it))
          .orElse(Answer.Refused.NO_RULE);
    }
    return new Question(
            sources(expectation.who()),
            destinations(expectation.what()),
            expectation.port(),
            protocols(expectation))
        .ask(reach);
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

  private Answer throughBoth(Who who, Service service) {
    var machines =
        switch (service.on()) {
          case Service.On.Edge _ -> mesh.edges();
          case Service.On.Machine machine -> mesh.host(machine.host());
        };
    if (service.isBehindGate() && !gateLetsIn(who, service)) {
      return Answer.Refused.NO_RULE;
    }
    if (service.isBehindGate() && who instanceof Who.OfZone) {
      // It comes to the reverse proxy from outside the mesh, where no policy of Headscale's is.
      return new Answer.Allowed("the gate", true);
    }
    return new Question(
            sources(who),
            addresses(machines),
            OptionalInt.of(service.port()),
            List.of(number(service.protocol())))
        .ask(reach);
  }

  private boolean gateLetsIn(Who who, Service service) {
    var entry = compiled.gate().vhost(service.vhost().orElseThrow()).orElseThrow();
    return switch (who) {
      case Who.OfTier it -> entry.isPublic() || entry.tiers().contains(it.tier().text());
      case Who.OfHost it ->
          entry.isPublic()
              || tier(it.name()).filter(tier -> entry.tiers().contains(tier.text())).isPresent();
      case Who.OfZone it -> entry.isPublic() || entry.zones().contains(it.name());
    };
  }

  private Optional<Tier> tier(String host) {
    return compiled
        .truth()
        .host(host)
        .flatMap(it -> it.tag())
        .flatMap(tag ->
            java.util.Arrays.stream(Tier.values()).filter(tier -> tier.tag() == tag).findFirst());
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
