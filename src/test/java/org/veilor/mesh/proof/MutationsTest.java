package org.veilor.mesh.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.veilor.mesh.truth.AnyTruth;
import org.veilor.mesh.truth.Truth;

/** Of what a truth compiles to, every change that widens is refused, and none that narrows. */
class MutationsTest {
  @Provide
  Arbitrary<Truth> truths() {
    return AnyTruth.truths();
  }

  @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
  void whatWidensIsRefused(
      @ForAll("truths") Truth truth, @ForAll Widening.Kind kind, @ForAll long seed) {
    var policy = WrittenPolicy.of(truth);
    Assume.that(new Widening(policy, truth, new Random(seed)).by(kind));
    Statistics.label("widened by")
        .collect(kind)
        .coverage(it -> {
          for (var each : Widening.Kind.values()) {
            it.check(each).count(count -> count >= 30);
          }
        });
    assertThat(Proof.against(truth).of(ProofTest.rules(policy.text())))
        .as(policy.text())
        .isInstanceOf(Verdict.Refused.class);
  }

  @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
  void whatNarrowsIsNot(
      @ForAll("truths") Truth truth,
      @ForAll Narrowing.Kind kind,
      @ForAll @IntRange(min = 1, max = 3) int times,
      @ForAll long seed) {
    var policy = WrittenPolicy.of(truth);
    var narrowing = new Narrowing(policy, truth, new Random(seed));
    Assume.that(narrowing.by(kind));
    for (int done = 1; done < times && narrowing.by(kind); done++) {}
    Statistics.label("narrowed by")
        .collect(kind)
        .coverage(it -> {
          for (var each : Narrowing.Kind.values()) {
            it.check(each).count(count -> count >= 30);
          }
        });
    assertThat(Proof.against(truth).of(ProofTest.rules(policy.text())))
        .as(policy.text())
        .isEqualTo(new Verdict.Proven());
  }
}
