package org.veilor.mesh.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.reach.Machine;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.reach.Topology;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;

class ExplainTest {
  private static final String TRUTH =
      """
      tiers:
        admin: {reaches: everything-but-guests}
        infra: {reaches: itself}
        guest: {reaches: allowlist}
      hosts:
        doorway: {tag: edge, address: 100.64.0.10}
        nullstone: {tag: infra, address: 100.64.0.11}
        printer: {address: 192.168.1.5}
      services:
        - {vhost: x.veilor, on: edge, port: 443, tiers: [guest], note: Misskey}
        - {vhost: sys.veilor, on: edge, port: 443, tiers: [infra]}
        - {name: files, on: nullstone, port: 8443, tiers: [guest]}
        - {vhost: www.veilor, on: edge, port: 443, tiers: [guest], public: yes}
      """;

  private static Explain explain() {
    var machines =
        List.of(
            Machine.tagged("doorway", List.of("100.64.0.10"), "tag:edge"),
            Machine.tagged("nullstone", List.of("100.64.0.11"), "tag:infra"),
            Machine.tagged("onyx", List.of("100.64.0.12"), "tag:admin"),
            Machine.tagged("alice", List.of("100.64.0.20"), "tag:guest"),
            Machine.tagged("bob", List.of("100.64.0.21"), "tag:guest"));
    return among(machines);
  }

  private static Explain among(List<Machine> machines) {
    return Explain.of(
        Compiled.of(((TruthReading.Good) Truths.read(TRUTH.getBytes(UTF_8))).truth()),
        Topology.of(machines));
  }

  @Test
  void the_rule_and_the_line_of_the_truth_are_told() throws Exception {
    assertThat(explain().ask("100.64.0.20", "nullstone:8443", Protocol.TCP))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.source()).isEqualTo("alice");
          assertThat(it.tier()).contains("guest");
          assertThat(it.reached()).isTrue();
          assertThat(it.rule().orElseThrow()).startsWith("acls[");
          assertThat(it.line()).hasValue(12);
          assertThat(it.because()).contains("files");
        });
  }

  @Test
  void the_packet_filter_lets_guests_to_a_vhost_that_the_gate_refuses() throws Exception {
    assertThat(explain().ask("alice", "sys.veilor", Protocol.TCP))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.rule()).isPresent();
          assertThat(it.gate()).contains("lets in only admin, infra");
          assertThat(it.reached()).isFalse();
        });
  }

  @Test
  void a_tag_that_means_no_tier_is_refused_at_the_gate_even_what_is_public() throws Exception {
    var explain =
        among(
            List.of(
                Machine.tagged("doorway", List.of("100.64.0.10"), "tag:edge"),
                Machine.tagged("alice", List.of("100.64.0.20"), "tag:guest"),
                Machine.tagged("half", List.of("100.64.0.22"), "tag:guest", "tag:printer"),
                Machine.tagged("both", List.of("100.64.0.23"), "tag:guest", "tag:infra")));
    assertThat(explain.ask("guest", "www.veilor", Protocol.TCP))
        .extracting(Explained::source, Explained::reached, Explained::gate)
        .containsExactlyInAnyOrder(
            tuple("alice", true, Optional.of("lets in anybody")),
            tuple("both", true, Optional.of("lets in anybody")),
            tuple(
                "half",
                false,
                Optional.of("lets in anybody but a machine of the mesh without a tier")));
    assertThat(explain.ask("both", "sys.veilor", Protocol.TCP))
        .extracting(Explained::reached)
        .containsExactly(false);
  }

  @Test
  void machines_of_which_the_same_is_to_be_said_are_one_answer() throws Exception {
    assertThat(explain().ask("guest", "nullstone:22", Protocol.TCP))
        .extracting(Explained::source, Explained::alike, Explained::reached)
        .containsExactly(tuple("alice", 1, false));
  }

  @Test
  void from_the_other_end_everybody_who_reaches_it() throws Exception {
    assertThat(explain().to("sys.veilor"))
        .extracting(Explained::source, Explained::protocol)
        .containsExactly(tuple("nullstone", "tcp"), tuple("onyx", "tcp, udp, icmp, ipv6-icmp"));
    assertThat(explain().to("files"))
        .extracting(Explained::source, Explained::alike)
        .containsExactly(tuple("nullstone", 0), tuple("onyx", 0), tuple("alice", 1));
    assertThat(explain().to("printer")).extracting(Explained::source).containsExactly("onyx");
    assertThat(explain().to("alice")).isEmpty();
  }

  @Test
  void a_ping_goes_wherever_any_port_is_open() throws Exception {
    assertThat(explain().ask("alice", "sys.veilor", Protocol.of("icmp").orElseThrow()))
        .extracting(Explained::reached, Explained::protocol)
        .containsExactly(tuple(true, "icmp"));
    assertThat(explain().ask("alice", "onyx", Protocol.of("icmp").orElseThrow()))
        .extracting(Explained::reached)
        .containsExactly(false);
  }

  @Test
  void at_another_port_a_vhost_is_what_it_leads_to() throws Exception {
    assertThat(explain().ask("alice", "x.veilor:22", Protocol.TCP))
        .extracting(Explained::reached, Explained::gate)
        .containsExactly(tuple(false, Optional.empty()));
    assertThat(explain().ask("onyx", "x.veilor:22", Protocol.TCP))
        .extracting(Explained::reached)
        .containsExactly(true);
  }

  @Test
  void what_is_not_there_is_said_so() {
    assertThatThrownBy(() -> explain().ask("alise", "x.veilor", Protocol.TCP))
        .hasMessageContaining("\"alise\" is no address, machine or tier");
    assertThatThrownBy(() -> explain().to("y.veilor:443"))
        .hasMessageContaining("\"y.veilor\" is no vhost, machine, tier or address");
  }

  @Test
  void a_port_that_is_none_is_told() {
    assertThatThrownBy(() -> explain().ask("alice", "x.veilor:70000", Protocol.TCP))
        .hasMessage("70000 is above 65535, the highest port there is.");
  }
}
