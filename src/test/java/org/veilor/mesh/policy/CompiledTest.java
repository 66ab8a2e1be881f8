package org.veilor.mesh.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.veilor.mesh.reach.Machine;
import org.veilor.mesh.reach.Reach;
import org.veilor.mesh.reach.Topology;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.AnyTruth;
import org.veilor.mesh.truth.Service;
import org.veilor.mesh.truth.TierRule.Reaches;
import org.veilor.mesh.truth.Truth;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;

/** What is compiled and then evaluated is what the truth says, no more and no less. */
class CompiledTest {
  @Provide
  Arbitrary<Truth> truths() {
    return AnyTruth.truths();
  }

  /** A machine or address, and what the truth calls it. */
  private record Place(Optional<Tag> tag, Optional<String> host, String address) {}

  @Property(tries = 300)
  void compiled_and_evaluated_gives_back_the_truth(@ForAll("truths") Truth truth) {
    var compiled = Compiled.of(truth);
    var places = places(truth);
    var reach =
        Reach.of(
            Expectations.rules(compiled.artefacts().policy()),
            Topology.of(
                places.stream()
                    .filter(it -> it.tag().isPresent())
                    .map(it ->
                        Machine.tagged(
                            it.address(), List.of(it.address()), it.tag().orElseThrow().text()))
                    .toList()));
    var ports = new ArrayList<>(List.of(1, 22, 443, 444, 3000, 65535));
    truth.services().forEach(it -> ports.add(it.port()));

    for (var from : places) {
      for (var to : places) {
        for (int port : ports) {
          for (var protocol : Service.Protocol.values()) {
            assertThat(
                    reach
                        .ask(from.address(), to.address(), Expectations.number(protocol), port)
                        .allowed())
                .as("%s -> %s:%d %s", from, to, port, protocol)
                .isEqualTo(says(truth, from, to, protocol, port));
          }
        }
      }
    }
  }

  /** The truth itself, read by the book: no word of acls in it. */
  private static boolean says(
      Truth truth, Place from, Place to, Service.Protocol protocol, int port) {
    for (var tier : Tier.values()) {
      if (from.tag().filter(tier.tag()::equals).isPresent()
          && (machines(truth, tier, to) || services(truth, tier, to, protocol, port))) {
        return true;
      }
    }
    return from.tag().filter(Tag.EDGE::equals).isPresent()
        && protocol == Service.Protocol.TCP
        && truth.services().stream()
            .flatMap(it -> it.backend().stream())
            .anyMatch(it -> it.port() == port && to.host().filter(it.host()::equals).isPresent());
  }

  private static boolean machines(Truth truth, Tier tier, Place to) {
    return switch (truth.rule(tier).reaches()) {
      case EVERYTHING -> true;
      case EVERYTHING_BUT_GUESTS ->
          to.tag().map(tag -> tag != Tag.GUEST).orElse(to.host().isPresent());
      case ITSELF -> to.tag().filter(tier.tag()::equals).isPresent();
      case ALLOWLIST -> false;
    };
  }

  private static boolean services(
      Truth truth, Tier tier, Place to, Service.Protocol protocol, int port) {
    return truth.services().stream()
        .filter(it -> it.tiers().contains(tier))
        .filter(it -> it.port() == port && it.protocol() == protocol)
        .anyMatch(it ->
            switch (it.on()) {
              case Service.On.Edge _ -> to.tag().filter(Tag.EDGE::equals).isPresent();
              case Service.On.Machine machine ->
                  to.host().filter(machine.host()::equals).isPresent();
            });
  }

  private static List<Place> places(Truth truth) {
    var places = new ArrayList<Place>();
    for (var host : truth.hosts().values()) {
      host.addresses()
          .forEach(it -> places.add(new Place(host.tag(), Optional.of(host.name()), it)));
    }
    for (var tag : Tag.values()) {
      places.add(new Place(Optional.of(tag), Optional.empty(), "100.99.0." + (tag.ordinal() + 1)));
      places.add(
          new Place(
              Optional.of(tag), Optional.empty(), "fd7a:115c:a1e0:99::" + (tag.ordinal() + 1)));
    }
    places.add(new Place(Optional.empty(), Optional.empty(), "8.8.8.8"));
    places.add(new Place(Optional.empty(), Optional.empty(), "100.99.9.9"));
    return places;
  }

  @Property(tries = 200)
  void the_same_truth_always_makes_the_same(@ForAll("truths") Truth truth) {
    assertThat(Compiled.of(truth).artefacts())
        .isEqualTo(Compiled.of(AnyTruth.placeless(truth)).artefacts());
  }

  @Property(tries = 200)
  void every_entry_names_a_protocol_and_every_tag_has_no_owner(@ForAll("truths") Truth truth) {
    var compiled = Compiled.of(truth);

    assertThat(compiled.acls())
        .allSatisfy(acl -> assertThat(acl.protocol()).isIn("tcp", "udp", "icmp", "ipv6-icmp"));
    for (var tag : Tag.values()) {
      assertThat(compiled.artefacts().policy()).contains("\"" + tag.text() + "\": [],");
    }
  }

  @Property(tries = 300)
  void no_expectation_makes_the_check_fail_other_than_by_saying_so(@ForAll("truths") Truth truth) {
    assertThat(Expectations.check(Compiled.of(truth)))
        .allSatisfy(it -> assertThat(it.instead()).endsWith("."));
  }

  @Property(tries = 200)
  void the_gate_lets_in_who_the_truth_names(@ForAll("truths") Truth truth) {
    var table = Compiled.of(truth).gate();

    for (var service : truth.services()) {
      var vhost = service.vhost().flatMap(table::vhost);
      assertThat(vhost.isPresent()).isEqualTo(service.isBehindGate());
      for (var tier : Tier.values()) {
        var reaches = truth.rule(tier).reaches();
        boolean may =
            service.tiers().contains(tier)
                || reaches == Reaches.EVERYTHING
                || reaches == Reaches.EVERYTHING_BUT_GUESTS;
        assertThat(vhost.map(it -> it.tiers().contains(tier.text())).orElse(may)).isEqualTo(may);
      }
    }
  }

  @Example
  void ten_thousand_services_are_compiled_in_a_moment() {
    compiled("each at a port of its own", "port: %1$d, backend: \"10.0.0.1:%1$d\"");
    compiled("all behind one port", "port: 443, backend: \"10.0.0.1:%1$d\", note: no. %1$d");
    compiled("all on one host", "port: %1$d", "server");
  }

  private static void compiled(String which, String port, String... on) {
    var yaml =
        """
        tiers: {admin: {reaches: everything}, infra: {reaches: itself}, guest: {reaches: allowlist}}
        hosts:
          doorway: {tag: edge, address: [100.64.0.10, "fd7a:115c:a1e0::a"]}
          server: {tag: infra, address: [100.64.0.11, "fd7a:115c:a1e0::b"]}
        services:
        """
            + IntStream.range(0, 10_000)
                .mapToObj(i ->
                    "  - {vhost: s%d.veilor, on: %s, tiers: [guest, infra], %s}\n"
                        .formatted(i, on.length == 0 ? "edge" : on[0], port.formatted(1000 + i)))
                .collect(Collectors.joining());
    var truth =
        ((TruthReading.Good) Truths.read(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
            .truth();
    for (int warm = 0; warm < 5; warm++) {
      Compiled.of(truth);
    }
    long begin = System.nanoTime();
    assertThat(Compiled.of(truth).artefacts().policy()).contains("s9999.veilor");
    var took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.println("10,000 services, " + which + ": compiled in " + took.toMillis() + " ms");
    assertThat(took).isLessThan(Duration.ofSeconds(1));
  }
}
