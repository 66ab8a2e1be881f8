package org.veilor.mesh.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;

class ExpectationsTest {
  private static final String TRUTH =
      """
      tiers:
        admin: {reaches: everything-but-guests}
        infra: {reaches: itself}
        guest: {reaches: allowlist}
      hosts:
        doorway: {tag: edge, address: 100.64.0.10}
        nullstone: {tag: infra, address: [100.64.0.11, "fd7a:115c:a1e0::b"]}
        onyx: {tag: admin}
      services:
        - {vhost: x.veilor, on: edge, port: 443, tiers: [guest]}
        - {vhost: sys.veilor, on: edge, port: 443, tiers: [infra]}
        - {vhost: www.veilor, on: edge, port: 443, tiers: [infra], public: yes}
        - {vhost: alt.veilor, on: edge, port: 8443, tiers: [guest]}
        - {name: git, on: edge, port: 22, tiers: [guest]}
        - {vhost: files.veilor, on: nullstone, port: 8443, tiers: [guest]}
        - {name: ssh, on: nullstone, port: 22, tiers: [guest]}
        - {name: dns, on: nullstone, port: 53, protocol: udp, tiers: [guest]}
        - {vhost: voice.veilor, on: edge, port: 64738, protocol: udp, tiers: [guest]}
      zones:
        lan: {addresses: [192.168.1.0/24], may-use: [sys.veilor]}
      expect:
      """;

  private static List<Expectations.Failed> check(String... expected) {
    var yaml = new StringBuilder(TRUTH);
    for (var one : expected) {
      yaml.append("  - ").append(one).append('\n');
    }
    return switch (Truths.read(yaml.toString().getBytes(UTF_8))) {
      case TruthReading.Good good -> Expectations.check(Compiled.of(good.truth()));
      case TruthReading.Bad bad -> throw new AssertionError(bad.faults().toString());
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guest reaches x.veilor",
        "guest reaches x.veilor:443",
        "guest cannot reach sys.veilor",
        "guest reaches www.veilor",
        "guest reaches files.veilor",
        "guest reaches nullstone:53/udp",
        "guest cannot reach nullstone:53/tcp",
        "guest reaches voice.veilor",
        "guest cannot reach onyx",
        "guest cannot reach admin",
        "guest cannot reach no.veilor",
        "lan reaches sys.veilor",
        "lan reaches www.veilor",
        "lan cannot reach x.veilor",
        "lan cannot reach nullstone",
        "infra cannot reach onyx",
        "nullstone reaches sys.veilor",
        "onyx reaches nullstone:22",
        "onyx cannot reach guest"
      })
  void what_the_truth_says_holds(String expected) {
    assertThat(check(expected)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guest cannot reach x.veilor",
        "guest reaches sys.veilor",
        "guest cannot reach nullstone",
        "guest cannot reach nullstone:53",
        "lan reaches x.veilor",
        "infra reaches admin",
        "guest reaches no.veilor"
      })
  void what_it_does_not_say_fails(String expected) {
    assertThat(check(expected)).hasSize(1);
  }

  /** The name leads to the machine: whatever else is open there is reached by that name as well. */
  @ParameterizedTest
  @CsvSource({
    "guest cannot reach files.veilor:22, guest reaches files.veilor:22",
    "guest cannot reach files.veilor:53/udp, guest reaches files.veilor:53/udp",
    "guest cannot reach x.veilor:22, guest reaches x.veilor:22",
    "onyx cannot reach x.veilor:5432, onyx reaches x.veilor:5432",
    "guest reaches files.veilor:5432, guest cannot reach files.veilor:5432",
    // Another door of the reverse proxy, which knows no such name there.
    "guest reaches x.veilor:8443, guest cannot reach x.veilor:8443"
  })
  void a_vhost_at_another_port_is_the_machine_it_leads_to(String fails, String holds) {
    assertThat(check(fails)).as(fails).hasSize(1);
    assertThat(check(holds)).as(holds).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "guest cannot reach nullstone:22, ssh, 16",
    "guest cannot reach files.veilor, files.veilor, 15",
    "infra cannot reach sys.veilor, sys.veilor, 11",
    "guest cannot reach alt.veilor, alt.veilor, 13",
    "infra cannot reach nullstone:1, tag:infra, 3"
  })
  void what_lets_it_through_is_told_with_its_line(String expected, String what, int line) {
    assertThat(check(expected))
        .singleElement()
        .satisfies(it ->
            assertThat(it.instead())
                .contains("acls[", "line " + line + " (" + what + ")")
                .endsWith("."));
  }

  @Test
  void what_the_gate_refuses_is_told_apart_from_what_no_rule_lets_through() {
    assertThat(check("guest reaches sys.veilor", "guest reaches onyx"))
        .extracting(Expectations.Failed::instead)
        .containsExactly(
            "the gate lets only admin, infra and zone lan use sys.veilor.",
            "no rule lets it through.");
  }

  /** What comes from the proxy's own address lost the caller's. */
  @Test
  void what_is_public_is_not_for_a_machine_of_the_mesh_without_a_tier() {
    assertThat(check("doorway reaches www.veilor"))
        .extracting(Expectations.Failed::instead)
        .containsExactly("the gate lets no machine of the mesh without a tier use www.veilor.");
  }

  @Test
  void thousands_of_expectations_without_a_port_take_a_moment() {
    var many = new String[3000];
    java.util.Arrays.fill(many, "guest cannot reach onyx");
    assertThatNoException().isThrownBy(() -> check("guest cannot reach onyx"));
    Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertThat(check(many)).isEmpty());
  }
}
