package org.veilor.mesh.publish;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.policy.Compiled;
import org.veilor.mesh.policy.ReachDiff;
import org.veilor.mesh.policy.TextDiff;

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
            before == null ? "" : before.yaml(),
            new String(after.bytes(), java.nio.charset.StandardCharsets.UTF_8)),
        String.join("\n", ReachDiff.between(compiled(before), after.compiled()).sentences()));
  }

  /** Empty too if it is a truth that this server reads no more. */
  private static Optional<Compiled> compiled(@Nullable PolicyVersion before) {
    if (before == null) {
      return Optional.empty();
    }
    return switch (org.veilor.mesh.truth.Truths.read(before.truth())) {
      case org.veilor.mesh.truth.TruthReading.Good good -> Optional.of(Compiled.of(good.truth()));
      case org.veilor.mesh.truth.TruthReading.Bad _ -> Optional.empty();
    };
  }
}
