package org.veilor.mesh.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key on record, as the API tells it. Times are UTC, RFC 3339. */
@Schema(
    name = "Key",
    requiredProperties = {"id", "tier", "tags", "subject", "state", "createdAt", "expiresAt"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeyAnswer(
    UUID id,
    @Schema(enumeration = {"guest", "infra", "admin"}) String tier,
    List<String> tags,
    String subject,
    KeyState state,
    Instant createdAt,
    Instant expiresAt,
    @Schema(description = "By which Headscale lists it.") @Nullable String prefix,
    @Nullable String headscaleId,
    @Nullable Instant endedAt,
    @Schema(description = "Why it failed or was revoked.") @Nullable String reason,
    @Nullable UsedBy usedBy,
    @Nullable UUID replaces) {

  /** The node that joined with it, and when. */
  @Schema(requiredProperties = {"nodeId", "name", "addresses", "at"})
  record UsedBy(String nodeId, String name, List<String> addresses, Instant at) {}

  static KeyAnswer of(KeyRecord key) {
    var use = key.usedBy();
    return new KeyAnswer(
        key.id(),
        key.tier().text(),
        key.tier().tags(),
        key.subject().text(),
        key.state(),
        key.createdAt(),
        key.expiresAt(),
        key.prefix(),
        key.headscaleId(),
        key.endedAt(),
        key.reason(),
        use == null ? null : new UsedBy(use.nodeId(), use.name(), use.addresses(), use.at()),
        key.replaces());
  }
}
