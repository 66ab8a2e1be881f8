package org.veilor.mesh.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.tier.Subject;

/** A machine on the mesh, as the API tells it. Times are UTC, RFC 3339. */
@Schema(
    name = "Node",
    requiredProperties = {
      "id",
      "name",
      "addresses",
      "tags",
      "tier",
      "subject",
      "createdAt",
      "online"
    })
@JsonInclude(JsonInclude.Include.NON_NULL)
record NodeAnswer(
    @Schema(description = "Headscale's number.", examples = "7") String id,
    @Schema(description = "As MagicDNS has it.") String name,
    List<String> addresses,
    List<String> tags,
    @Schema(enumeration = {"guest", "infra", "admin", "none"}) String tier,
    @Schema(
            description =
                "For whom the key was minted that it joined with; empty if no key of ours is known.")
        String subject,
    Instant createdAt,
    @Nullable Instant lastSeen,
    boolean online) {

  static NodeAnswer of(OwnedNode owned) {
    var node = owned.node();
    return new NodeAnswer(
        node.id(),
        node.givenName(),
        node.ipAddresses(),
        node.tags(),
        NodeFilter.text(node),
        owned.subject().map(Subject::text).orElse(""),
        node.createdAt(),
        node.lastSeen().orElse(null),
        node.online());
  }
}
