package org.veilor.mesh.publish;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.audit.Actor;

/**
 * A policy on record.
 *
 * @param number 1 for the first
 * @param decidedAt when it came into force, or was given up
 * @param rollsBackTo the version that this one is a copy of
 * @param truth the file, byte for byte
 * @param textDiff of the truth, unified, against the version before
 * @param reachDiff who gains and who loses what, one sentence a line
 * @param outcome why it was given up
 */
public record PolicyVersion(
    long number,
    VersionState state,
    Instant createdAt,
    @Nullable Instant decidedAt,
    Actor author,
    String reason,
    @Nullable Long rollsBackTo,
    byte[] truth,
    String truthHash,
    String policy,
    String policyHash,
    String textDiff,
    String reachDiff,
    @Nullable String outcome) {

  /** Of one that is, or was, in force. */
  public VersionMark mark() {
    return new VersionMark(number, Objects.requireNonNullElse(decidedAt, createdAt), truthHash);
  }

  public String yaml() {
    return new String(truth, StandardCharsets.UTF_8);
  }
}
