package org.veilor.mesh.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.veilor.mesh.policy.Acl.Destination;
import org.veilor.mesh.policy.Acl.Origin;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Host;
import org.veilor.mesh.truth.Service;
import org.veilor.mesh.truth.TierRule;
import org.veilor.mesh.truth.TierRule.Reaches;
import org.veilor.mesh.truth.Truth;

/** The truth as entries of Headscale's policy, in an order that depends on nothing else. */
final class AclCompiler {
  /** What a client lets through under a rule that names none; here each is written out. */
  private static final List<String> ALL_PROTOCOLS = List.of("tcp", "udp", "icmp", "ipv6-icmp");

  private final Truth truth;
  private final List<Acl> acls = new ArrayList<>();

  private AclCompiler(Truth truth) {
    this.truth = truth;
  }

  static List<Acl> compile(Truth truth) {
    var compiler = new AclCompiler(truth);
    for (var tier : List.of(Tier.ADMIN, Tier.INFRA, Tier.GUEST)) {
      compiler.machines(tier);
    }
    for (var tier : List.of(Tier.ADMIN, Tier.INFRA, Tier.GUEST)) {
      compiler.services(tier);
    }
    compiler.backends();
    return List.copyOf(compiler.acls);
  }

  /** Whether a tier reaches every service by what it reaches anyway. */
  static boolean reachesAllServices(Truth truth, Tier tier) {
    var reaches = truth.rule(tier).reaches();
    return reaches == Reaches.EVERYTHING || reaches == Reaches.EVERYTHING_BUT_GUESTS;
  }

  private void machines(Tier tier) {
    var rule = truth.rule(tier);
    var destinations = new ArrayList<Destination>();
    String why;
    switch (rule.reaches()) {
      case EVERYTHING -> {
        why = "reaches everything, guests' machines too: guests see these machines.";
        destinations.add(one("*:*", new Origin("*", "everything", rule.at())));
      }
      case EVERYTHING_BUT_GUESTS -> {
        why = "reaches every machine but guests', who do not see that these exist.";
        for (var tag : List.of(Tag.ADMIN, Tag.INFRA, Tag.EDGE)) {
          destinations.add(all(tag, rule));
        }
        truth.hosts().values().stream()
            .filter(host -> host.tag().isEmpty())
            .forEach(host ->
                aliases(host)
                    .keySet()
                    .forEach(alias ->
                        destinations.add(
                            one(alias + ":*", new Origin(host.name(), host.name(), host.at())))));
      }
      case ITSELF -> {
        why = "reaches itself.";
        destinations.add(all(tier.tag(), rule));
      }
      default -> {
        return;
      }
    }
    for (var protocol : ALL_PROTOCOLS) {
      acls.add(
          new Acl(
              tier.text() + " (" + protocol + ") " + why,
              protocol,
              List.of(tier.tag().text()),
              destinations));
    }
  }

  private static Destination all(Tag tag, TierRule rule) {
    return one(tag.text() + ":*", new Origin(tag.text(), tag.text(), rule.at()));
  }

  private static Destination one(String written, Origin origin) {
    return new Destination(written, List.of(origin));
  }

  private void services(Tier tier) {
    if (reachesAllServices(truth, tier)) {
      return;
    }
    for (var protocol : Service.Protocol.values()) {
      var doors = new Doors();
      for (var service : truth.services()) {
        if (service.protocol() == protocol && service.tiers().contains(tier)) {
          for (var place : places(service)) {
            doors.add(place, service.port(), origin(service, ""));
          }
        }
      }
      add(
          tier.text() + " uses what the allowlist names.",
          protocol.name().toLowerCase(Locale.ROOT),
          tier.tag(),
          doors.destinations());
    }
  }

  private static Origin origin(Service service, String before) {
    var name = service.vhost().orElse(service.name());
    return new Origin(name, before + Words.of(service), service.at());
  }

  /** Several services may be behind one port of the reverse proxy. */
  private static final class Doors {
    private final Map<String, List<Origin>> doors = new LinkedHashMap<>();

    void add(String place, int port, Origin origin) {
      doors.computeIfAbsent(place + ":" + port, _ -> new ArrayList<>()).add(origin);
    }

    List<Destination> destinations() {
      return doors.entrySet().stream()
          .map(it -> new Destination(it.getKey(), it.getValue()))
          .toList();
    }
  }

  private List<String> places(Service service) {
    return switch (service.on()) {
      case Service.On.Edge _ -> List.of(Tag.EDGE.text());
      case Service.On.Machine machine ->
          truth
              .host(machine.host())
              .map(AclCompiler::aliases)
              .map(Map::keySet)
              .map(List::copyOf)
              .orElse(List.of());
    };
  }

  /** The reverse proxy itself must reach what it passes requests on to. */
  private void backends() {
    var doors = new Doors();
    for (var service : truth.services()) {
      service
          .backend()
          .ifPresent(backend -> {
            for (var place : backendPlaces(backend)) {
              doors.add(place, backend.port(), origin(service, "behind "));
            }
          });
    }
    add("edge passes requests on.", "tcp", Tag.EDGE, doors.destinations());
  }

  /** None for an address outside the mesh: the policy does not stand in its way. */
  private List<String> backendPlaces(Service.Backend backend) {
    var host = truth.host(backend.host());
    if (host.isPresent()) {
      return List.copyOf(aliases(host.get()).keySet());
    }
    return Optional.of(backend.host()).filter(MeshRange::holds).stream().toList();
  }

  private void add(String why, String protocol, Tag source, List<Destination> destinations) {
    if (!destinations.isEmpty()) {
      acls.add(new Acl(why, protocol, List.of(source.text()), destinations));
    }
  }

  /** Headscale's hosts lead to one address each: one of both families has two names. */
  static Map<String, String> aliases(Host host) {
    var aliases = new LinkedHashMap<String, String>();
    for (var address : host.addresses()) {
      // No host's name has a dot.
      aliases.put(aliases.isEmpty() ? host.name() : host.name() + ".v6", address);
    }
    return aliases;
  }
}
