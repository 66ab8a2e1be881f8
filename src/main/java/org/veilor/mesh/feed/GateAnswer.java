package org.veilor.mesh.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.gate.GateSnapshot;
import org.veilor.mesh.gate.WouldDecide;

/** What the gate would answer now, and what it goes by. */
@Schema(
    name = "GateDecision",
    requiredProperties = {"allowed", "reason", "sentence", "tier", "who", "user", "vhost", "fresh"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record GateAnswer(
    boolean allowed,
    @Schema(description = "Its word in metrics and in X-Mesh-Reason.", examples = "not_allowed")
        String reason,
    String sentence,
    @Schema(enumeration = {"admin", "infra", "guest", "zone", "public", "none"}) String tier,
    @Schema(
            description =
                "A node's name, \"zone\" and its name, an address, or public; empty if unknown.")
        String who,
    @Schema(description = "For whom the node's key was minted; empty if unknown.") String user,
    @Schema(description = "As the policy has it; unknown, or none for what is no name.")
        String vhost,
    @Schema(description = "The policy's version that it goes by; left out if by none.")
        @Nullable Long version,
    @Schema(description = "How old what it goes by is; left out if it knows nothing.")
        @Nullable Long ageSeconds,
    @Schema(description = "Whether that is young enough to let guests in.") boolean fresh,
    @Schema(description = "Why it could not be read anew, the last time.")
        @Nullable String trouble) {

  static GateAnswer of(
      WouldDecide decision,
      Optional<GateSnapshot> snapshot,
      Optional<Duration> age,
      boolean fresh,
      Optional<String> trouble) {
    return new GateAnswer(
        decision.allowed(),
        decision.reason().slug(),
        decision.allowed()
            ? "%s may have %s.".formatted(decision.who(), decision.vhost())
            : decision.reason().sentence(),
        decision.tier(),
        decision.who(),
        decision.user(),
        decision.vhost(),
        snapshot.map(GateSnapshot::revision).orElse(null),
        age.map(Duration::toSeconds).orElse(null),
        fresh,
        trouble.orElse(null));
  }
}
