package org.veilor.mesh.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veilor.mesh.policy.Compiled;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.reach.RulesReading;
import org.veilor.mesh.truth.AnyTruth;
import org.veilor.mesh.truth.Truth;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;

/** What is proven, what is not, and in which words. */
class ProofTest {
  static final String YAML =
      """
      tiers:
        admin: {reaches: everything}
        infra: {reaches: itself}
        guest: {reaches: allowlist}
      hosts:
        doorway: {tag: edge, address: [100.64.0.10, "fd7a:115c:a1e0::a"]}
        nullstone: {tag: infra, address: 100.64.0.3}
        onyx: {tag: admin, address: 100.64.0.2}
        printer: {address: 192.168.1.5}
      services:
        - {vhost: x.veilor, on: edge, port: 443, protocol: tcp, tiers: [guest, infra]}
        - {vhost: files.veilor, on: nullstone, port: 8443, protocol: tcp, tiers: [guest]}
        - {vhost: play.veilor, on: nullstone, port: 8444, protocol: udp, tiers: [guest]}
      """;

  static final String NAMES =
      """
      "tagOwners": {"tag:guest": [], "tag:infra": [], "tag:admin": [], "tag:edge": []},
      "hosts": {"nullstone": "100.64.0.3", "lan": "192.168.1.0/24"},
      "groups": {"group:empty": [], "group:family": ["alice@"]},
      """;

  private static final Proof PROOF = Proof.against(truth(YAML));

  static Truth truth(String yaml) {
    return switch (Truths.read(yaml.getBytes(StandardCharsets.UTF_8))) {
      case TruthReading.Good good -> good.truth();
      case TruthReading.Bad bad -> throw new AssertionError(bad.faults());
    };
  }

  static Rules rules(String hujson) {
    return switch (Rules.read(hujson)) {
      case RulesReading.Good good -> good.rules();
      case RulesReading.Refused refused -> throw new AssertionError(refused);
      case RulesReading.Unreadable bad -> throw new AssertionError(bad);
    };
  }

  private static Verdict acl(String protocol, String source, String destination) {
    var proto = protocol == null ? "" : "\"proto\": \"" + protocol + "\", ";
    return PROOF.of(
        rules(
            "{%s \"acls\": [{\"action\": \"accept\", %s\"src\": [\"%s\"], \"dst\": [\"%s\"]}]}"
                .formatted(NAMES, proto, source, destination)));
  }

  @ParameterizedTest
  @CsvSource({
    "tcp, tag:guest, tag:edge:443",
    "tcp, tag:guest, nullstone:8443",
    "udp, tag:guest, nullstone:8444",
    "tcp, tag:guest, 100.64.0.3/32:8443",
    "tcp, tag:guest, 100.64.0.10:443",
    "tcp, tag:guest, 'fd7a:115c:a1e0::a:443'",
    "tcp, *, tag:edge:443",
    "tcp, 100.64.0.0/10, tag:edge:443",
    "tcp, autogroup:tagged, tag:edge:443",
    ", tag:guest, group:empty:*",
    ", tag:admin, *:*",
    ", alice@, *:*",
    ", group:family, tag:admin:*",
    ", autogroup:member, tag:admin:*",
    ", *, autogroup:self:*",
    ", lan, *:*",
    ", tag:infra, tag:infra:*",
    ", tag:infra, nullstone:*",
    ", tag:infra, lan:*",
    ", tag:infra, autogroup:internet:*",
    ", tag:infra, tag:guest:*",
    "tcp, tag:edge, *:*"
  })
  void keepsWhatIsPromised(String protocol, String source, String destination) {
    assertThat(acl(protocol, source, destination)).isEqualTo(new Verdict.Proven());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tcp | tag:guest | nullstone:22 | tag:guest would reach 100.64.0.3:22 (nullstone) by acls[0].",
        "tcp | tag:guest | 100.64.0.0/10:8443 | tag:guest would reach 100.64.0.10:8443 (doorway) by acls[0].",
        "tcp | tag:guest | 100.64.0.9:443 | tag:guest would reach 100.64.0.9:443 by acls[0].",
        "tcp | tag:guest | nullstone:8000-9000 | tag:guest would reach 100.64.0.3:8000 (nullstone) by acls[0].",
        "tcp | tag:guest | nullstone:8443-8444 | tag:guest would reach 100.64.0.3:8444 (nullstone) by acls[0].",
        "tcp | tag:guest | tag:edge:443,80 | tag:guest would reach tag:edge:80 by acls[0].",
        "udp | tag:guest | tag:edge:443 | tag:guest would reach tag:edge:443/udp by acls[0].",
        "'' | tag:guest | tag:edge:443 | tag:guest would reach tag:edge:443/udp by acls[0].",
        "icmp | tag:guest | tag:edge:* | tag:guest would reach tag:edge/icmp by acls[0].",
        "tcp | tag:guest | tag:infra:8443 | tag:guest would reach tag:infra:8443 by acls[0].",
        "tcp | tag:guest | tag:guest:443 | tag:guest would reach tag:guest:443 by acls[0].",
        "tcp | tag:guest | *:443 | tag:guest would reach 100.64.0.3:443 (nullstone) by acls[0].",
        "tcp | tag:guest | autogroup:internet:443 | tag:guest would reach the internet:443 by acls[0].",
        "tcp | tag:guest | alice@:1 | tag:guest would reach alice@'s machine:1 by acls[0].",
        "tcp | tag:guest | group:family:1 | tag:guest would reach alice@'s machine:1 by acls[0].",
        "tcp | tag:guest | autogroup:member:1 | tag:guest would reach any user's machine:1 by acls[0].",
        "tcp | tag:guest | lan:443 | tag:guest would reach 192.168.1.5:443 (printer) by acls[0].",
        "tcp | * | tag:edge:22 | tag:guest would reach tag:edge:22 by acls[0].",
        "tcp | nullstone | tag:edge:22 | tag:guest would reach tag:edge:22 by acls[0], whose source 100.64.0.3 may be any machine's.",
        "tcp | 100.64.0.0/10 | tag:edge:22 | tag:guest would reach tag:edge:22 by acls[0], whose source 100.64.0.1 may be any machine's.",
        "tcp | fd7a:115c:a1e0::/64 | tag:edge:22 | tag:guest would reach tag:edge:22 by acls[0], whose source fd7a:115c:a1e0::1 may be any machine's.",
        "tcp | 100.64.0.0 | tag:edge:22 | tag:guest would reach tag:edge:22 by acls[0], whose source 100.64.0.0 may be any machine's.",
        "tcp | autogroup:tagged | nullstone:22 | tag:guest would reach 100.64.0.3:22 (nullstone) by acls[0].",
        "'' | tag:infra | tag:admin:22 | tag:infra would reach tag:admin:22 by acls[0].",
        "'' | tag:infra | *:* | tag:infra would reach tag:admin:1 by acls[0].",
        "udp | tag:infra | 100.64.0.2:53 | tag:infra would reach 100.64.0.2:53/udp (onyx) by acls[0].",
        "'' | tag:infra | 100.64.0.77:22 | tag:infra would reach 100.64.0.77:22 (perhaps an admin's) by acls[0].",
      })
  void refusesWithTheSimplestPacket(
      String protocol, String source, String destination, String sentence) {
    assertThat(acl(protocol.isEmpty() ? null : protocol, source, destination))
        .isInstanceOfSatisfying(
            Verdict.Refused.class, it -> assertThat(it.sentence()).isEqualTo(sentence));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "{\"acls\": null}", "{\"hosts\": {}}"})
  void aPolicyWithoutRulesAllowsAll(String hujson) {
    assertThat(PROOF.of(rules(hujson)))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            it ->
                assertThat(it.breaches())
                    .containsExactly(
                        new Breach.Unsound(
                            "It has neither acls nor grants: Headscale lets everybody reach everything.",
                            true)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'acls': [], 'tagOwners': {'tag:friend': []}} | tag:friend is none of the tags",
        "{'acls': [], 'tagOwners': {'tag:infra': ['tag:guest'], 'tag:guest': []}} | By tagOwners a guest's machine may take tag:infra.",
        "{'acls': [], 'tagOwners': {'tag:admin': ['tag:edge'], 'tag:edge': ['tag:guest'], 'tag:guest': []}} | By tagOwners a guest's machine may take tag:admin.",
        "{'acls': [], 'tagOwners': {'tag:admin': ['tag:infra'], 'tag:infra': []}} | By tagOwners a server may take tag:admin.",
        "{'acls': [], 'tagOwners': {'tag:guest': []}, 'autoApprovers': {'exitNode': ['tag:guest']}} | By autoApprovers a guest's machine",
        "{'acls': [], 'tagOwners': {'tag:guest': []}, 'autoApprovers': {'routes': {'10.0.0.0/8': ['tag:guest']}}} | By autoApprovers a guest's machine",
        "{'acls': [], 'postures': {}} | postures",
        "{'acls': [{'action': 'accept', 'src': ['autogroup:new'], 'dst': ['*:*']}]} | autogroup:new is not known",
      })
  void refusesWhatIsUnsoundAsAWhole(String hujson, String words) {
    assertThat(PROOF.of(rules(hujson.replace('\'', '"'))))
        .isInstanceOfSatisfying(
            Verdict.Refused.class, it -> assertThat(it.sentence()).contains(words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'src': ['tag:guest'], 'dst': ['tag:edge'], 'ip': ['tcp:443'], 'via': ['tag:infra']}",
        "{'src': ['tag:guest'], 'dst': ['nullstone', 'tag:edge'], 'app': {'example.org/cap/x': [{}]}}",
      })
  void grantsCountAlike(String grant) {
    var hujson = "{%s \"grants\": [%s]}".formatted(NAMES, grant.replace('\'', '"'));
    assertThat(PROOF.of(rules(hujson))).isEqualTo(new Verdict.Proven());
    assertThat(
            PROOF.of(
                rules(
                    hujson
                        .replace("tcp:443", "*")
                        .replace("\"app\"", "\"ip\": [\"22\"], \"app\""))))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Provide
  net.jqwik.api.Arbitrary<Truth> truths() {
    return AnyTruth.truths();
  }

  @Property(tries = 500)
  void whatIsMadeOfATruthKeepsIt(@ForAll("truths") Truth truth) {
    assertThat(Proof.against(truth).of(rules(Compiled.of(truth).artefacts().policy())))
        .isEqualTo(new Verdict.Proven());
  }

  @Property(tries = 100)
  void ofAChangedRuleTheSameIsSaid(@ForAll("truths") Truth truth) {
    var rules = rules(Compiled.of(truth).artefacts().policy());
    var other = Proof.against(truth(YAML));
    var one = rules.rules().stream().map(it -> other.ofChanged(it, rules)).toList();
    assertThat(one.stream().allMatch(new Verdict.Proven()::equals))
        .isEqualTo(other.of(rules).equals(new Verdict.Proven()));
    assertThat(List.copyOf(one)).hasSameSizeAs(rules.rules());
  }
}
