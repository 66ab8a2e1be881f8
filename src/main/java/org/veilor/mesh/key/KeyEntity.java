package org.veilor.mesh.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.tier.Subject;
import org.veilor.mesh.tier.Tier;

/** The row behind a {@link KeyRecord}. */
@Entity
@Table(name = "pre_auth_key")
class KeyEntity {
  /** In the order of time: a page of the list goes on where the last one ended. */
  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  UUID id;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Tier tier;

  @Column(nullable = false)
  String subject;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  KeyState state;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "expires_at", nullable = false)
  Instant expiresAt;

  @Column(name = "headscale_id")
  @Nullable String headscaleId;

  @Nullable String prefix;

  @Column(name = "live_since")
  @Nullable Instant liveSince;

  @Column(name = "revoke_requested_at")
  @Nullable Instant revokeRequestedAt;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  @Nullable String reason;

  @Column(name = "node_id")
  @Nullable String nodeId;

  @Column(name = "node_name")
  @Nullable String nodeName;

  @Column(name = "node_addresses")
  @JdbcTypeCode(SqlTypes.ARRAY)
  @Nullable List<String> nodeAddresses;

  @Nullable UUID replaces;

  @Column(name = "requested_by", nullable = false)
  String requestedBy;

  @Column(name = "idempotency_key")
  @Nullable String idempotencyKey;

  @Column(name = "request_digest")
  @Nullable String requestDigest;

  void end(Ending ending, Instant now) {
    state = ending.state();
    reason = ending.reason();
    endedAt = now;
    var use = ending.usedBy();
    if (use != null) {
      nodeId = use.nodeId();
      nodeName = use.name();
      nodeAddresses = use.addresses();
      endedAt = use.at();
    }
  }

  KeyRecord toRecord() {
    return new KeyRecord(
        id,
        tier,
        new Subject(subject),
        state,
        createdAt,
        expiresAt,
        headscaleId,
        prefix,
        endedAt,
        reason,
        use(),
        replaces);
  }

  private @Nullable NodeUse use() {
    if (nodeId == null || nodeName == null || nodeAddresses == null || endedAt == null) {
      return null;
    }
    return new NodeUse(nodeId, nodeName, nodeAddresses, endedAt);
  }
}
