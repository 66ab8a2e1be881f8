package org.veilor.mesh.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.veilor.mesh.policy.Compiled;
import org.veilor.mesh.policy.Expectations;
import org.veilor.mesh.policy.ReachDiff;
import org.veilor.mesh.policy.TextDiff;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;

/**
 * What one truth changes against another.
 *
 * @param faults why the new one would not be published; then there is no reachability diff
 * @param lines of the truth, unified
 */
record TwoPolicies(
    List<String> faults, List<String> reach, List<ReachDiff.Change> changes, String lines) {

  /**
   * @param before empty for none
   */
  static TwoPolicies of(String before, String after, String name) {
    var lines = TextDiff.unified(before, after);
    var faults = new ArrayList<String>();
    var now = compiled(after, name, faults);
    if (now.isEmpty()) {
      return new TwoPolicies(faults, List.of(), List.of(), lines);
    }
    Expectations.check(now.get()).forEach(it -> faults.add(name + ":" + it.fault()));
    // One of old that is sound no more is as good as none: nobody can say what it let through.
    var diff = ReachDiff.between(compiled(before, "", new ArrayList<>()), now.get());
    return new TwoPolicies(faults, diff.sentences(), diff.changes(), lines);
  }

  private static Optional<Compiled> compiled(String yaml, String name, List<String> faults) {
    return switch (Truths.read(yaml.getBytes(StandardCharsets.UTF_8))) {
      case TruthReading.Good good -> Optional.of(Compiled.of(good.truth()));
      case TruthReading.Bad bad -> {
        bad.faults().forEach(it -> faults.add(name + ":" + it));
        yield Optional.empty();
      }
    };
  }

  boolean isRefused() {
    return !faults.isEmpty();
  }
}
