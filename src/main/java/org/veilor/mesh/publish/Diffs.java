package org.veilor.mesh.publish;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.policy.Compiled;
import org.veilor.mesh.policy.ReachDiff;
import org.veilor.mesh.policy.TextDiff;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;

/**
 * What a version changes.
 *
 * @param textDiff of the truth, unified
 * @param reach one sentence a line
 */
record Diffs(String textDiff, String reach) {
  static Diffs between(@Nullable PolicyVersion before, Candidate after) {
    return new Diffs(
        TextDiff.unified(
            before == null ? "" : before.yaml(), new String(after.bytes(), StandardCharsets.UTF_8)),
        String.join("\n", ReachDiff.between(compiled(before), after.compiled()).sentences()));
  }

  /** Empty too if it is a truth that this server reads no more. */
  private static Optional<Compiled> compiled(@Nullable PolicyVersion before) {
    if (before == null) {
      return Optional.empty();
    }
    return switch (Truths.read(before.truth())) {
      case TruthReading.Good good -> Optional.of(Compiled.of(good.truth()));
      case TruthReading.Bad _ -> Optional.empty();
    };
  }
}
