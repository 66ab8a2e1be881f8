package org.veilor.mesh.key;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.headscale.PreAuthKey;

/** Compares one row with what Headscale has of it. Decides only, changes nothing. */
@Singleton
final class SweepDecision {
  private final Lease lease;
  private final Clock clock;

  SweepDecision(Lease lease, Clock clock) {
    this.lease = lease;
    this.clock = clock;
  }

  /**
   * @param atHeadscale the row's own key, see {@link ListedKeys}; null if Headscale has none
   */
  Verdict on(WatchedKey row, @Nullable PreAuthKey atHeadscale) {
    return switch (row.key().state()) {
      case MINTING -> onMinting(row.key(), atHeadscale);
      case LIVE -> atHeadscale == null ? onGone(row) : onLive(row, atHeadscale);
      case EXPIRED, REVOKED, FAILED -> joinable(atHeadscale) ? Verdict.KILL : Verdict.LEAVE;
      case USED -> joinable(atHeadscale) ? Verdict.EXPIRE_USED : Verdict.LEAVE;
    };
  }

  private Verdict onMinting(KeyRecord key, @Nullable PreAuthKey atHeadscale) {
    if (lease.covers(key.createdAt())) {
      return Verdict.LEAVE;
    }
    return atHeadscale == null ? Verdict.RECORD_FAILED : Verdict.KILL_AND_RECORD_FAILED;
  }

  /**
   * A key minted after the list was read is missing from it too, so a row that became live a moment
   * ago is left alone. When the mint began says nothing: it may have been slower than the lease.
   */
  private Verdict onGone(WatchedKey row) {
    var busy = lease.covers(row.liveSince()) || lease.covers(row.revokeRequestedAt());
    return busy ? Verdict.LEAVE : Verdict.RECORD_GONE;
  }

  private Verdict onLive(WatchedKey row, PreAuthKey atHeadscale) {
    if (atHeadscale.used()) {
      return Verdict.RECORD_USE;
    }
    if (lease.covers(row.revokeRequestedAt())) {
      return Verdict.LEAVE;
    }
    if (row.revokeRequestedAt() != null
        || !atHeadscale.expiration().equals(row.key().expiresAt())) {
      return Verdict.FINISH_REVOCATION;
    }
    return alive(atHeadscale) ? Verdict.LEAVE : Verdict.EXPIRE;
  }

  private boolean joinable(@Nullable PreAuthKey atHeadscale) {
    return atHeadscale != null && !atHeadscale.used() && alive(atHeadscale);
  }

  private boolean alive(PreAuthKey key) {
    return key.expiration().isAfter(clock.instant());
  }
}
