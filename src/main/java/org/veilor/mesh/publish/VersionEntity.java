package org.veilor.mesh.publish;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.audit.Actor;

/** The row behind a {@link PolicyVersion}. */
@Entity
@Table(name = "policy_version")
class VersionEntity {
  @Id long number;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  VersionState state;

  @Column(name = "created_at", nullable = false)
  Instant createdAt;

  @Column(name = "decided_at")
  @Nullable Instant decidedAt;

  @Enumerated(EnumType.STRING)
  @Column(name = "author_kind", nullable = false)
  Actor.Kind authorKind;

  @Column(name = "author_name", nullable = false)
  String authorName;

  @Column(name = "author_origin", nullable = false)
  String authorOrigin;

  @Column(nullable = false)
  String reason;

  @Column(name = "rolls_back_to")
  @Nullable Long rollsBackTo;

  @Column(nullable = false)
  byte[] truth;

  @Column(name = "truth_hash", nullable = false)
  String truthHash;

  @Column(nullable = false)
  String policy;

  @Column(name = "policy_hash", nullable = false)
  String policyHash;

  @Column(name = "text_diff", nullable = false)
  String textDiff;

  @Column(name = "reach_diff", nullable = false)
  String reachDiff;

  @Nullable String outcome;

  PolicyVersion toRecord() {
    return new PolicyVersion(
        number,
        state,
        createdAt,
        decidedAt,
        new Actor(authorKind, authorName, authorOrigin),
        reason,
        rollsBackTo,
        truth,
        truthHash,
        policy,
        policyHash,
        textDiff,
        reachDiff,
        outcome);
  }
}
