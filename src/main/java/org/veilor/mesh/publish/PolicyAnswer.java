package org.veilor.mesh.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.policy.PolicyConfig;
import org.veilor.mesh.policy.ReachDiff;
import org.veilor.mesh.publish.Standing.Seen;

/** What is in force, and whether it is what was published. */
@Schema(
    name = "Policy",
    requiredProperties = {"source", "standing", "proven", "sentence", "lookedAt"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record PolicyAnswer(
    @Schema(enumeration = {"file", "database"}) String source,
    @Schema(description = "The version that was published last.") @Nullable VersionAnswer inForce,
    @Schema(enumeration = {"as-published", "foreign", "allow-all", "nothing-published", "unknown"})
        String standing,
    @Schema(description = "Only then keys are minted.") boolean proven,
    String sentence,
    @Schema(description = "Who gains and loses what by a foreign policy.")
        @Nullable List<String> drift,
    @Schema(
            description =
                "Whether Headscale reads its policy from a file, so that none can be put.")
        boolean headscaleKeepsFile,
    @Schema(description = "What is wrong with the file that the policy is kept in, or undone.")
        @Nullable String fileAlarm,
    Instant lookedAt) {

  static PolicyAnswer of(
      PolicyConfig.Source source,
      Optional<PolicyVersion> inForce,
      Seen seen,
      Optional<String> fileAlarm) {
    var standing = seen.standing();
    return new PolicyAnswer(
        source.name().toLowerCase(Locale.ROOT),
        inForce.map(VersionAnswer::of).orElse(null),
        word(standing),
        standing.isProven(),
        standing.sentence(),
        standing instanceof Standing.Foreign foreign
            ? foreign.diff().map(ReachDiff::sentences).orElse(null)
            : null,
        switch (standing) {
          case Standing.AsPublished it -> it.fileMode();
          case Standing.Foreign it -> it.fileMode();
          case Standing.NothingPublished _, Standing.Unknown _ -> false;
        },
        fileAlarm.orElse(null),
        seen.at());
  }

  private static String word(Standing standing) {
    return switch (standing) {
      case Standing.AsPublished _ -> "as-published";
      case Standing.Foreign it -> it.allowsAll() ? "allow-all" : "foreign";
      case Standing.NothingPublished _ -> "nothing-published";
      case Standing.Unknown _ -> "unknown";
    };
  }
}
