package org.veilor.mesh.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.veilor.mesh.truth.AnyTruth;
import org.veilor.mesh.truth.Truth;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;

/** Who gains and who loses, in words. */
class ReachDiffTest {
  private static final String TIERS =
      """
      tiers:
        admin: {reaches: everything}
        infra: {reaches: itself}
        guest: {reaches: allowlist}
      hosts:
        doorway: {tag: edge, address: [100.64.0.10, "fd7a:115c:a1e0::a"]}
        nullstone: {tag: infra, address: [100.64.0.3, "fd7a:115c:a1e0::3"]}
        onyx: {tag: admin, address: 100.64.0.2}
      """;
  private static final String X =
      "  - {vhost: x.veilor, on: edge, port: 443, protocol: tcp, tiers: [guest, infra]}\n";
  private static final String CHAT =
      "  - {vhost: chat.veilor, on: edge, port: 443, protocol: tcp, tiers: [guest]}\n";
  private static final String FILES =
      "  - {vhost: files.veilor, on: nullstone, port: 8443, protocol: tcp, tiers: [guest]}\n";
  private static final String GAME =
      "  - {name: game, on: edge, port: 9000, protocol: udp, tiers: [guest]}\n";

  private static Compiled compiled(String yaml) {
    return switch (Truths.read(yaml.getBytes(StandardCharsets.UTF_8))) {
      case TruthReading.Good good -> Compiled.of(good.truth());
      case TruthReading.Bad bad -> throw new AssertionError(bad.faults());
    };
  }

  private static Compiled services(String... services) {
    return compiled(TIERS + "services:\n" + String.join("", services));
  }

  private static String between(Compiled before, Compiled after) {
    return ReachDiff.between(Optional.of(before), after).summary();
  }

  @Test
  void names_what_is_gained_and_lost_as_the_truth_does() {
    assertThat(between(services(X), services(X, FILES)))
        .isEqualTo("guest gains files.veilor:8443; nobody loses anything");
    assertThat(between(services(X, FILES), services(X))).isEqualTo("guest loses files.veilor:8443");
    assertThat(between(services(X), services(X, GAME)))
        .isEqualTo("guest gains game:9000/udp; nobody loses anything");
    assertThat(between(services(X), services(X.replace("443", "444"))))
        .isEqualTo(
            "guest loses x.veilor:443; infra loses x.veilor:443; guest gains x.veilor:444; infra gains x.veilor:444");
  }

  @Test
  void a_vhost_more_behind_the_same_port_is_a_gain() {
    assertThat(between(services(X), services(X, CHAT)))
        .isEqualTo("guest gains chat.veilor:443; nobody loses anything");
  }

  @Test
  void who_loses_everything_is_said_first() {
    assertThat(
            between(
                services(X, FILES),
                services(X.replace("guest, ", ""), GAME.replace("guest", "infra"))))
        .startsWith("guest loses EVERYTHING: ")
        .contains("x.veilor:443", "files.veilor:8443")
        .endsWith("; infra gains game:9000/udp");
  }

  @Test
  void from_nothing_everybody_gains() {
    assertThat(ReachDiff.between(Optional.empty(), services(X)).sentences())
        .containsExactly(
            "admin gains everything",
            "infra gains tag:infra:*, x.veilor:443",
            "guest gains x.veilor:443",
            "nobody loses anything");
  }

  @Test
  void who_reaches_every_service_anyway_gains_none_by_one_more() {
    var most =
        TIERS.replace("admin: {reaches: everything}", "admin: {reaches: everything-but-guests}");
    var before = compiled(most + "services:\n" + X);
    assertThat(between(before, compiled(most + "services:\n" + X + CHAT + GAME)))
        .isEqualTo("guest gains game:9000/udp, chat.veilor:443; nobody loses anything");
    assertThat(ReachDiff.between(Optional.empty(), before).sentences().getFirst())
        .isEqualTo("admin gains tag:admin:*, tag:infra:*, tag:edge:*");
  }

  @Test
  void remarks_order_and_names_of_hosts_change_nothing() {
    var after =
        compiled(
            "# other\n"
                + TIERS.replace("nullstone", "server-room")
                + "services:\n"
                + FILES.replace("nullstone", "server-room")
                + X);
    assertThat(between(services(X, FILES), after)).isEqualTo("nobody gains or loses anything");
  }

  @Test
  void zones_and_those_outside_are_people_too() {
    var open = services(X.replace("]}", "], public: yes}")).truth();
    assertThat(between(services(X), Compiled.of(open)))
        .isEqualTo("everybody outside gains x.veilor:443; nobody loses anything");
    var zones =
        compiled(
            TIERS
                + "services:\n"
                + X
                + "zones:\n  office: {addresses: [192.0.2.0/24], may-use: [x.veilor]}\n");
    assertThat(between(services(X), zones))
        .isEqualTo("zone office gains x.veilor:443; nobody loses anything");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | everybody gains everything; nobody loses anything",
        "{'acls': []} | guest loses EVERYTHING: x.veilor:443",
        "{'acls': [{'action': 'accept', 'proto': 'tcp', 'src': ['tag:guest'], 'dst': ['tag:edge:443', '100.64.0.3:22']}]} | guest gains nullstone:22",
        "{'acls': [{'action': 'accept', 'src': ['*'], 'dst': ['*:*']}]} | everybody gains everything; nobody loses anything",
      })
  void a_foreign_policy_is_told_in_the_same_words(String foreign, String words) {
    var ours = services(X);
    var theirs =
        foreign
            .replace('\'', '"')
            .replaceFirst("\\{", "{\"tagOwners\": {\"tag:guest\": [], \"tag:edge\": []}, ");
    var diff =
        ReachDiff.ofRules(
            Expectations.rules(ours.artefacts().policy()),
            Expectations.rules(theirs),
            ours.truth());
    assertThat(diff.summary()).contains(words);
  }

  @Test
  void long_lists_are_cut_in_sentences_and_whole_in_changes() {
    var many = new StringBuilder();
    for (int port = 1; port <= 2000; port++) {
      many.append(
          "  - {name: s%d, on: edge, port: %d, protocol: tcp, tiers: [guest]}\n"
              .formatted(port, port * 2));
    }
    var begun = System.nanoTime();
    var diff = ReachDiff.between(Optional.of(services(X)), services(X, many.toString()));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(diff.sentences().getFirst()).contains("s1:2, s2:4").endsWith("and 1992 more");
    assertThat(diff.changes().getFirst().gains()).hasSize(2000);
  }

  @Provide
  Arbitrary<Truth> truths() {
    return AnyTruth.truths();
  }

  @Property(tries = 200)
  void what_one_gains_the_way_back_loses(@ForAll("truths") Truth one, @ForAll("truths") Truth two) {
    var there = ReachDiff.between(Optional.of(Compiled.of(one)), Compiled.of(two));
    var back = ReachDiff.between(Optional.of(Compiled.of(two)), Compiled.of(one));
    assertThat(there.isEmpty()).isEqualTo(back.isEmpty());
    for (var change : there.changes()) {
      assertThat(back.changes())
          .filteredOn(it -> it.who().equals(change.who()))
          .singleElement()
          .satisfies(it -> {
            assertThat(it.gains().isEmpty()).isEqualTo(change.loses().isEmpty());
            assertThat(it.loses().isEmpty()).isEqualTo(change.gains().isEmpty());
          });
    }
    assertThat(ReachDiff.between(Optional.of(Compiled.of(one)), Compiled.of(one)).isEmpty())
        .isTrue();
  }
}
