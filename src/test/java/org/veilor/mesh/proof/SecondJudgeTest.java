package org.veilor.mesh.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;

/**
 * The same question put to a solver, which knows nothing of how the proof goes about it. To run one
 * again: {@code -Dproof.seed=N}.
 */
class SecondJudgeTest {
  private static final int POLICIES = 2000;

  @Example
  void aSolverSaysTheSame() {
    long seed = Long.getLong("proof.seed", RandomGenerator.getDefault().nextLong());
    var disagreements = new ArrayList<String>();
    var origins = new TreeMap<String, Integer>();
    int refused = 0;
    int proven = 0;
    try (var solver = new SecondJudge()) {
      for (var it : (Iterable<RandomCase>) RandomCase.all(seed).limit(POLICIES)::iterator) {
        var text = it.policy().text();
        var rules = ProofTest.rules(text);
        assertThat(Soundness.of(rules)).as(text).isEmpty();
        var verdict = Proof.against(it.truth()).of(rules);
        boolean refuses = verdict instanceof Verdict.Refused;
        var packet = solver.finds(it.truth(), rules);
        if (refuses != packet.isPresent()) {
          disagreements.add(
              "%s\nproof: %s\nsolver: %s\n%s\n%s"
                  .formatted(it.origin(), verdict, packet, it.truth(), text));
        }
        origins.merge(it.origin(), 1, Integer::sum);
        refused += refuses ? 1 : 0;
        proven += refuses ? 0 : 1;
      }
    }
    System.out.printf(
        "A solver agrees: %d policies refused, %d proven, seed %d%n", refused, proven, seed);
    assertThat(disagreements.stream().limit(3)).as("seed " + seed).isEmpty();
    assertThat(refused).as("refused").isGreaterThan(800);
    assertThat(proven).as("proven").isGreaterThan(800);
  }
}
