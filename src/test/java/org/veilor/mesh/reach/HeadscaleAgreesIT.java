package org.veilor.mesh.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veilor.mesh.headscale.HeadscaleProcess;
import org.veilor.mesh.lab.Shown;

/**
 * Random policies and questions, put to our evaluator and to the real Headscale. To run one again:
 * {@code -Dreach.seed=N}.
 */
class HeadscaleAgreesIT {
  private static final int QUERIES = 150;
  private static final int DECISIONS =
      "true".equals(System.getenv("MESH_TEST_LONG")) ? 100_000 : 8_000;

  @TempDir static Path folder;
  private static HeadscaleJudge judge;

  @BeforeAll
  static void start() {
    var binaries = HeadscaleProcess.binaries();
    if (binaries.isEmpty()) {
      var notShown =
          "NOT SHOWN: that a real Headscale decides as we do. MESH_PARTS_BIN names no headscale.";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(notShown);
      }
      System.err.println("\n*** " + notShown + "\n");
      abort(notShown);
    }
    judge = new HeadscaleJudge(binaries.orElseThrow(), folder);
  }

  @AfterAll
  static void stop() {
    if (judge != null) {
      judge.close();
    }
  }

  @Test
  void on_what_a_section_may_hold() throws IOException {
    var written = Files.readString(Path.of("src/test/resources/reach-sections/sections.txt"));
    var sections = written.lines().filter(line -> !line.startsWith("#")).toList();
    var disagreements = new ArrayList<String>();
    int refused = 0;
    for (var section : sections) {
      var policy = RandomPolicy.having(section);
      boolean theirs = judge.accepts(policy);
      refused += theirs ? 0 : 1;
      if (understood(Rules.read(policy)) != theirs) {
        disagreements.add((theirs ? "only we refuse " : "only Headscale refuses ") + section);
      }
    }
    assertThat(disagreements).isEmpty();
    assertThat(refused).isBetween(sections.size() / 4, 3 * sections.size() / 4);
  }

  private static boolean understood(RulesReading reading) {
    return reading instanceof RulesReading.Good it && it.rules().notUnderstood().isEmpty();
  }

  @Test
  void on_random_policies_and_questions() {
    long seed = Long.getLong("reach.seed", RandomGenerator.getDefault().nextLong());
    var random = new Random(seed);
    var topology = ((Topology.Reading.Good) Topology.read(judge.nodes())).topology();
    var addresses =
        topology.machines().stream().map(Machine::addresses).flatMap(List::stream).toList();
    var disagreements = new ArrayList<String>();
    int policies = 0;
    int refused = 0;
    int decisions = 0;
    int allowed = 0;
    for (; decisions < DECISIONS && disagreements.size() < 5; policies++) {
      var policy = RandomPolicy.of(random);
      var reading = Rules.read(policy.text());
      boolean good = understood(reading);
      if (good != judge.accepts(policy.text())) {
        disagreements.add(
            (good ? "only Headscale refuses " : "only we refuse ")
                + policy.text()
                + "\n"
                + reading);
      }
      if (!good) {
        refused++;
        continue;
      }
      var reach = Reach.of(((RulesReading.Good) reading).rules(), topology);
      var queries =
          Stream.generate(() -> RandomQuery.of(random, addresses))
              .limit(QUERIES)
              .distinct()
              .toList();
      var denied = judge.denied(policy, queries);
      for (var query : queries) {
        var answer = query.askedOf(reach);
        if (answer.allowed() == denied.contains(query)) {
          disagreements.add(query + ": we say " + answer + " of " + policy.text());
        }
        allowed += answer.allowed() ? 1 : 0;
      }
      decisions += queries.size();
    }
    System.out.printf(
        "Headscale agrees: %d decisions (%d %% allowed), %d policies (%d refused), seed %d%n",
        decisions, 100 * allowed / Math.max(1, decisions), policies, refused, seed);
    assertThat(disagreements).as("seed " + seed).isEmpty();
    assertThat(100 * allowed / decisions)
        .as("neither all nor nothing is allowed")
        .isBetween(15, 85);
    assertThat(refused).as("some policies are refused").isGreaterThan(policies / 10);
    Shown.by(
        judge.version(),
        "policies: decides as we do %,d times, refuses what we refuse".formatted(decisions));
  }
}
