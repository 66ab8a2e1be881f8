package org.veilor.mesh.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A version on record, as the API tells it. Times are UTC, RFC 3339. */
@Schema(
    name = "PolicyVersion",
    requiredProperties = {"number", "state", "createdAt", "author", "reason", "truthHash", "reach"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record VersionAnswer(
    long number,
    VersionState state,
    Instant createdAt,
    @Schema(description = "When it came into force, or was given up.") @Nullable Instant decidedAt,
    @Schema(description = "Who published it: a token's name, or a part of the server.")
        String author,
    String reason,
    @Schema(description = "The version that it is a copy of.") @Nullable Long rollsBackTo,
    @Schema(description = "SHA-256 of the truth, hex.") String truthHash,
    @Schema(description = "SHA-256 of Headscale's policy, hex.") String policyHash,
    @Schema(description = "Who gained and who lost what by it.") List<String> reach,
    @Schema(description = "Why it was given up: a problem's slug.") @Nullable String outcome,
    @Schema(description = "The truth, as it was sent; only of a single version.")
        @Nullable String truth,
    @Schema(description = "What was made of it for Headscale; only of a single version.")
        @Nullable String policy,
    @Schema(description = "What it changed in the truth, unified; only of a single version.")
        @Nullable String textDiff,
    @Schema(description = "Of a publish or rollback: false if it was in force already.")
        @Nullable Boolean changed) {

  static VersionAnswer of(PolicyVersion version) {
    return of(version, false, null);
  }

  /** What a publish has come to. */
  static VersionAnswer of(Published published) {
    return of(published.version(), false, published.changed());
  }

  /** With its texts. */
  static VersionAnswer whole(PolicyVersion version) {
    return of(version, true, null);
  }

  private static VersionAnswer of(PolicyVersion version, boolean whole, @Nullable Boolean changed) {
    return new VersionAnswer(
        version.number(),
        version.state(),
        version.createdAt(),
        version.decidedAt(),
        version.author().name(),
        version.reason(),
        version.rollsBackTo(),
        version.truthHash(),
        version.policyHash(),
        version.reachDiff().lines().toList(),
        version.outcome(),
        whole ? version.yaml() : null,
        whole ? version.policy() : null,
        whole ? version.textDiff() : null,
        changed);
  }
}
