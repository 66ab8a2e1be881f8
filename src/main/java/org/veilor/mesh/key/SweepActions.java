package org.veilor.mesh.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.headscale.HeadscaleKeys;
import org.veilor.mesh.headscale.NodeSnapshot;
import org.veilor.mesh.headscale.PreAuthKey;

/**
 * Carries out what the sweep decided on one key: Headscale first, then the books, so that a repeat
 * is safe.
 */
@ApplicationScoped
class SweepActions {
  static final Actor SWEEP = Actor.system("key-sweep");

  private final HeadscaleKeys headscale;
  private final KeyBook book;
  private final FindUse uses;
  private final KeyMetrics metrics;
  private final Lease lease;
  private final Clock clock;
  private final Map<UUID, Instant> seenUsed = new ConcurrentHashMap<>();

  SweepActions(
      HeadscaleKeys headscale,
      KeyBook book,
      FindUse uses,
      KeyMetrics metrics,
      Lease lease,
      Clock clock) {
    this.headscale = headscale;
    this.book = book;
    this.uses = uses;
    this.metrics = metrics;
    this.lease = lease;
    this.clock = clock;
  }

  /**
   * @param verdict not one that {@link SweepEndings} carries out
   * @param nodes asked at most once a sweep, and only if some key was used
   */
  void carryOut(
      Verdict verdict,
      KeyRecord key,
      @Nullable PreAuthKey atHeadscale,
      Supplier<NodeSnapshot> nodes) {
    switch (verdict) {
      case LEAVE -> {
        return;
      }
      case RECORD_USE -> {
        var use = uses.of(key, nodes.get());
        if (use.isEmpty() && mayStillAppear(key)) {
          return;
        }
        end(key, Ending.used(use.orElseGet(uses::unknown)));
        seenUsed.remove(key.id());
      }
      case RECORD_GONE -> end(key, Ending.revoked("gone-at-headscale"));
      case RECORD_FAILED -> end(key, Ending.failed("abandoned"));
      case KILL_AND_RECORD_FAILED -> {
        kill(atHeadscale);
        end(key, Ending.failed("abandoned"));
      }
      case KILL -> kill(atHeadscale);
      case EXPIRE_USED -> headscale.expirePreAuthKey(key.knownHeadscaleId());
      case EXPIRE, FINISH_REVOCATION ->
          throw new IllegalArgumentException(verdict + " is for many keys at once");
    }
    metrics.swept(verdict);
  }

  /** Headscale shows a key as used a moment before it lists the node; a lease is long enough. */
  private boolean mayStillAppear(KeyRecord key) {
    return lease.covers(seenUsed.computeIfAbsent(key.id(), id -> clock.instant()));
  }

  private void end(KeyRecord key, Ending ending) {
    book.end(key.id(), ending, SWEEP);
  }

  private void kill(@Nullable PreAuthKey atHeadscale) {
    if (atHeadscale != null) {
      headscale.expirePreAuthKey(atHeadscale.id());
      headscale.deletePreAuthKey(atHeadscale.id());
    }
  }
}
