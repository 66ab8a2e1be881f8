package org.veilor.mesh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.veilor.mesh.tier.Tier;

/** The gate against a model that was written for itself, with no maps, bits or ranges. */
class GateAgreesTest {
  private static final RunningGate GATE = RunningGate.knowing(Map.of());
  private static final List<String> NAMES = List.of("a.v", "b.v", "c.v");

  @AfterContainer
  static void ends() {
    GATE.close();
  }

  /**
   * @param source last byte of 100.64.0.x, or of 192.168.7.x above 100, or above 200 of 8.8.8.x
   * @param v6 the machine's other address instead
   */
  record Question(int source, boolean v6, String vhost) {}

  @Property(tries = 3000)
  void they_give_the_same_answer_for_the_same_reason(
      @ForAll("nodes") List<MeshNode> nodes,
      @ForAll("vhosts") List<GateVhost> vhosts,
      @ForAll("questions") List<Question> questions) {
    var now = GATE.gate.age().isPresent() ? GATE.gate.snapshot().orElseThrow().readAt() : null;
    assertThat(now).isNotNull();
    var table = distinct(vhosts);
    GATE.gate.replace(
        now, 1, nodes, table, List.of(new GateZone("lan", List.of("192.168.7.0/25"))));
    for (var question : questions) {
      var source = question.v6() ? v6(question.source()) : address(question.source());
      assertThat(GATE.gate.wouldDecide(source, question.vhost()).reason())
          .as("%s at %s; %s; %s", source, question.vhost(), nodes, table)
          .isEqualTo(expected(now, nodes, table, source, question));
    }
  }

  private static List<GateVhost> distinct(List<GateVhost> vhosts) {
    return vhosts.stream()
        .filter(
            it -> vhosts.stream().filter(o -> o.name().equals(it.name())).findFirst().get() == it)
        .toList();
  }

  private static Reason expected(
      java.time.Instant now,
      List<MeshNode> nodes,
      List<GateVhost> table,
      String source,
      Question question) {
    boolean machine = question.v6() || question.source() <= 100;
    var have = nodes.stream().filter(it -> it.addresses().contains(source)).toList();
    var refusal =
        machine
            ? refusalOfMachine(now, have)
            // The zone's prefix ends at 127; behind it lies a private address of nobody.
            : question.source() >= 128 && question.source() <= 200
                ? Reason.SOURCE_NATTED
                : Reason.ALLOWED;
    if (refusal != Reason.ALLOWED) {
      return refusal;
    }
    if (question.vhost().isEmpty() || question.vhost().endsWith("..")) {
      return Reason.NOT_A_VHOST;
    }
    var vhost = asked(table, question.vhost());
    if (vhost.isEmpty()) {
      return Reason.UNKNOWN_VHOST;
    }
    boolean lets =
        vhost.get().isPublic()
            || (machine
                ? vhost.get().tiers().contains(tier(have.getFirst()))
                : question.source() < 128 && vhost.get().zones().contains("lan"));
    return lets ? Reason.ALLOWED : Reason.NOT_ALLOWED;
  }

  private static Reason refusalOfMachine(java.time.Instant now, List<MeshNode> have) {
    if (have.size() != 1) {
      return have.isEmpty() ? Reason.UNKNOWN_NODE : Reason.AMBIGUOUS_NODE;
    }
    var tags = have.getFirst().tags();
    if (tags.contains("tag:edge")) {
      return Reason.SOURCE_NATTED;
    }
    if (!Set.of("tag:guest", "tag:infra", "tag:admin").containsAll(tags)) {
      return Reason.UNKNOWN_TAG;
    }
    return tags.isEmpty()
        ? Reason.NO_TAG
        : have.getFirst().expiry().filter(it -> !now.isBefore(it)).isPresent()
            ? Reason.EXPIRED_NODE
            : Reason.ALLOWED;
  }

  private static Optional<GateVhost> asked(List<GateVhost> table, String name) {
    return table.stream()
        .filter(it ->
            List.of(it.name(), it.name() + ":443", it.name().toUpperCase() + ".").contains(name))
        .findFirst();
  }

  /** Of several the one with the fewest rights. */
  private static Tier tier(MeshNode node) {
    return node.tags().contains("tag:guest")
        ? Tier.GUEST
        : node.tags().contains("tag:infra") ? Tier.INFRA : Tier.ADMIN;
  }

  private static String v6(int source) {
    return "fd7a:115c:a1e0::%x".formatted(source);
  }

  private static String address(int source) {
    return (source > 200 ? "8.8.8." : source > 100 ? "192.168.7." : "100.64.0.") + source;
  }

  @Provide
  Arbitrary<List<MeshNode>> nodes() {
    var tags =
        Arbitraries.of("tag:guest", "tag:infra", "tag:admin", "tag:edge", "tag:other")
            .list()
            .uniqueElements()
            .ofMaxSize(2);
    var expiry = Arbitraries.integers().between(-1, 1).injectNull(0.6);
    var at = GATE.gate.snapshot().orElseThrow().readAt();
    return Combinators.combine(Arbitraries.integers().between(1, 5), tags, expiry)
        .as((address, some, end) ->
            new MeshNode(
                "n",
                "u",
                List.of(address(address), v6(address)),
                some,
                Optional.ofNullable(end).map(it -> at.plus(Duration.ofMillis(it)))))
        .list()
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<GateVhost>> vhosts() {
    return Combinators.combine(
            Arbitraries.of(NAMES),
            Arbitraries.of(Tier.class).set().ofMaxSize(3),
            Arbitraries.of(true, false, false),
            Arbitraries.of("lan").set().ofMaxSize(1))
        .as((name, tiers, open, zones) -> new GateVhost(name, tiers, open, zones))
        .list()
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Question>> questions() {
    return Combinators.combine(
            Arbitraries.oneOf(
                Arbitraries.integers().between(1, 6), Arbitraries.of(101, 127, 128, 200, 201, 254)),
            Arbitraries.of(true, false, false),
            Arbitraries.of("a.v", "b.v", "c.v", "d.v", "a.v:443", "B.V.", "b.v..", "xa.v", ""))
        .as(Question::new)
        .list()
        .ofSize(12);
  }
}
