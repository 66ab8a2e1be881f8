package org.veilor.mesh.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.headscale.HeadscaleProcess;
import org.veilor.mesh.lab.Shown;

/**
 * What a policy's tests do not show: self, via, subnet routes and exit nodes. Asked is the packet
 * filter that Headscale sends to the real client which has, or routes to, the destination. To run
 * one again: {@code -Dreach.seed=N}.
 */
class FilterAgreesIT {
  private static final int QUERIES = 300;
  private static final int POLICIES = "true".equals(System.getenv("MESH_TEST_LONG")) ? 250 : 12;
  private static final List<String> BEHIND =
      List.of(
          "10.33.4.9",
          "10.33.0.0",
          "10.33.255.255",
          "10.44.1.9",
          "10.44.2.1",
          "192.168.1.7",
          "192.168.1.127",
          "fd00:33::9",
          "8.8.8.8",
          "9.9.9.9",
          "2600::1");
  private static final List<Integer> PROTOCOLS = List.of(6, 6, 6, 17, 17, 1, 58, 132, 47);
  private static final List<Integer> PORTS = List.of(22, 22, 443, 443, 80, 53, 1000, 2001, 65535);

  @TempDir static Path folder;
  private static RealMesh mesh;

  @BeforeAll
  static void start() {
    var binaries = HeadscaleProcess.binaries();
    if (binaries.isEmpty()) {
      var notShown =
          "NOT SHOWN: that self, via and routes are as a real client's packet filter has them."
              + " MESH_PARTS_BIN names no headscale.";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(notShown);
      }
      System.err.println("\n*** " + notShown + "\n");
      abort(notShown);
    }
    mesh = new RealMesh(binaries.orElseThrow(), folder);
  }

  @AfterAll
  static void stop() {
    if (mesh != null) {
      mesh.close();
    }
  }

  @Test
  void on_random_policies_with_self_and_via() {
    long seed = Long.getLong("reach.seed", RandomGenerator.getDefault().nextLong());
    var random = new Random(seed);
    var topology = mesh.topology();
    var disagreements = new ArrayList<String>();
    int decisions = 0;
    int allowed = 0;
    int policies = 0;
    int refused = 0;
    for (; policies < POLICIES && disagreements.size() < 5; policies++) {
      var policy = RandomPolicy.perMachine(random);
      var reading = Rules.read(policy.text());
      if (reading instanceof RulesReading.Good != mesh.judge().accepts(policy.text())) {
        disagreements.add("one of us refuses " + policy.text() + "\n" + reading);
      }
      if (!(reading instanceof RulesReading.Good good)) {
        refused++;
        continue;
      }
      var reach = Reach.of(good.rules(), topology);
      var filters = mesh.filters(policy.text());
      for (var query : queries(random, topology)) {
        var carrier = RealMesh.carrier(topology, query.destination());
        boolean lets = filters.get(carrier).lets(query);
        var answer = reach.ask(query.source(), query.destination(), query.protocol(), query.port());
        // Where a rule names no protocol, a client means three: we let others through, and may.
        boolean either = answer.allowed() && !List.of(6, 17, 1, 58).contains(query.protocol());
        if (answer.allowed() != lets && !either) {
          disagreements.add(
              "%s at %s lets it %s, we say %s, of %s"
                  .formatted(query, carrier, lets ? "in" : "not in", answer, policy.text()));
        }
        decisions++;
        allowed += lets ? 1 : 0;
      }
    }
    System.out.printf(
        "Packet filters agree: %d decisions (%d %% allowed), %d policies with self and via (%d refused), seed %d%n",
        decisions, 100 * allowed / Math.max(1, decisions), policies, refused, seed);
    assertThat(disagreements).as("seed " + seed).isEmpty();
    assertThat(100 * allowed / decisions).as("some are let in, some not").isBetween(4, 96);
    Shown.by(
        mesh.judge().version(),
        "self, via, routes: %,d times what a client's packet filter says".formatted(decisions));
  }

  static List<WrittenCase> written() {
    return WrittenCase.all();
  }

  @ParameterizedTest
  @MethodSource
  void written(WrittenCase written) {
    assertThat(mesh.topology().machines())
        .containsExactlyInAnyOrderElementsOf(WrittenCase.topology().machines());
    assertThat(mesh.judge().accepts(written.policy())).isEqualTo(!written.by().equals("refused"));
    switch (written.by()) {
      case "tests" -> {
        var queries = written.answers().keySet();
        var tests = queries.stream().map(RandomQuery::asTest).toList();
        var denied = mesh.judge().denied(written.with("tests", tests), queries);
        assertThat(queries)
            .allSatisfy(it ->
                assertThat(!denied.contains(it)).as("%s", it).isEqualTo(written.answers().get(it)));
      }
      case "filters" -> {
        var filters = mesh.filters(written.policy());
        written
            .answers()
            .forEach((query, allowed) ->
                assertThat(lets(filters, query.parsed())).as("%s", query).isEqualTo(allowed));
      }
      default -> assertThat(written.answers()).isEmpty();
    }
  }

  private static boolean lets(Map<String, PacketFilter> filters, Query query) {
    var carrier = RealMesh.carrier(mesh.topology(), query.destination());
    return filters.get(carrier).lets(query);
  }

  private static List<Query> queries(Random random, Topology topology) {
    var own =
        Stream.concat(
                topology.machines().stream().map(Machine::addresses).flatMap(List::stream),
                Stream.of("10.33.4.9", "10.44.1.9", "10.45.0.1", "8.8.8.8", "fd00:33::9"))
            .toList();
    var carried =
        Stream.concat(
                BEHIND.stream(),
                Stream.of(RealMesh.LAPTOP, RealMesh.EXIT, RealMesh.ROUTER)
                    .flatMap(it -> topology.named(it).orElseThrow().addresses().stream()))
            .toList();
    return Stream.generate(() ->
            new Query(
                one(random, own),
                one(random, carried),
                PROTOCOLS.get(random.nextInt(PROTOCOLS.size())),
                PORTS.get(random.nextInt(PORTS.size()))))
        .filter(it -> it.source().v6() == it.destination().v6())
        .limit(QUERIES)
        .distinct()
        .toList();
  }

  private static Address one(Random random, List<String> addresses) {
    return Address.of(addresses.get(random.nextInt(addresses.size()))).orElseThrow();
  }
}
