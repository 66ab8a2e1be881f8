package org.veilor.mesh.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veilor.mesh.headscale.HeadscaleProcess;
import org.veilor.mesh.lab.Shown;
import org.veilor.mesh.proof.FakeMachines.Answer;

/**
 * What the proof says that somebody would reach, the real Headscale says is open. To run one again:
 * {@code -Dproof.seed=N}.
 */
class HeadscaleConfirmsIT {
  /** All that two thousand policies have, in the long run; every policy is a write to Headscale. */
  private static final int REFUSED = "true".equals(System.getenv("MESH_TEST_LONG")) ? 1000 : 120;

  @TempDir static Path folder;
  private static FakeMachines machines;

  @BeforeAll
  static void start() {
    var binaries = HeadscaleProcess.binaries();
    if (binaries.isEmpty()) {
      var notShown =
          "NOT SHOWN: that a real Headscale lets through what the proof warns of. MESH_PARTS_BIN names no headscale.";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(notShown);
      }
      System.err.println("\n*** " + notShown + "\n");
      abort(notShown);
    }
    machines = new FakeMachines(binaries.orElseThrow(), folder);
    JqwikSession.start();
  }

  @AfterAll
  static void stop() {
    if (machines != null) {
      JqwikSession.finish();
      machines.close();
    }
  }

  @Test
  void what_a_refusal_names_is_open() {
    long seed = Long.getLong("proof.seed", RandomGenerator.getDefault().nextLong());
    int policies = 0;
    int confirmed = 0;
    var denied = new ArrayList<String>();
    var notAsked = new TreeMap<String, Integer>();
    var cases = RandomCase.all(seed).iterator();
    while (policies < REFUSED) {
      var it = cases.next();
      if (!(Proof.against(it.truth()).of(ProofTest.rules(it.policy().text()))
          instanceof Verdict.Refused refused)) {
        continue;
      }
      policies++;
      for (var breach : refused.breaches()) {
        switch (machines.ask(it.policy(), (Counterexample) breach)) {
          case Answer.Confirmed _ -> confirmed++;
          case Answer.Denied(var query) ->
              denied.add(breach.sentence() + " " + query + "\n" + it.policy().text());
          case Answer.NotAsked(var why) -> notAsked.merge(why, 1, Integer::sum);
        }
      }
    }
    int left = notAsked.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf(
        "Headscale confirms: %d counterexamples of %d policies, seed %d; not asked of %d: %s%n",
        confirmed, policies, seed, left, notAsked);
    assertThat(denied).as("seed " + seed).isEmpty();
    assertThat(confirmed).as("confirmed").isGreaterThan(REFUSED * 2 / 3);
    assertThat(left).as("not asked").isLessThan(confirmed / 2);
    Shown.by(
        machines.version(),
        "proof: lets through what it warns of, %,d packets".formatted(confirmed));
  }
}
