package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.policy.PolicyConfig;
import org.veilor.mesh.publish.LookAtPolicy.Look;
import org.veilor.mesh.publish.Standing.Seen;

/** Looks again and again what Headscale has in force, and tells of it when that changes. */
@ApplicationScoped
class PolicyWatch {
  private static final Logger LOG = Logger.getLogger(PolicyWatch.class);

  private final LookAtPolicy policy;
  private final SettlePending pending;
  private final FileSource file;
  private final DriftAlarm alarm;
  private final PolicyMetrics metrics;
  private final PolicyConfig config;
  private final Clock clock;
  private final ReentrantLock turn = new ReentrantLock();

  private volatile Optional<Seen> last = Optional.empty();

  PolicyWatch(
      LookAtPolicy policy,
      SettlePending pending,
      FileSource file,
      DriftAlarm alarm,
      PolicyMetrics metrics,
      PolicyConfig config,
      Clock clock) {
    this.policy = policy;
    this.pending = pending;
    this.file = file;
    this.alarm = alarm;
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
  }

  /** What the last look found. */
  Optional<Seen> last() {
    return last;
  }

  /** Looks now. Never fails: what went wrong is {@link Standing.Unknown}. */
  Standing look() {
    try {
      return lookOrFail();
    } catch (RuntimeException e) {
      LOG.warnf("the policy in force could not be looked at: %s", e.getMessage());
      return seen(
          new Standing.Unknown(
              e instanceof HeadscaleException
                  ? e.getMessage() + ""
                  : "the database does not answer."));
    }
  }

  /** Fails with {@link HeadscaleException}, or as the database does; then nothing is known. */
  Standing lookOrFail() {
    turn.lock();
    try {
      pending.settle();
      var look = policy.look();
      if (look.standing() instanceof Standing.NothingPublished) {
        // Whether by this look or by one that it waited for: it may be published now.
        file.look();
        look = policy.look();
      }
      return seen(afterAlarm(look));
    } finally {
      turn.unlock();
    }
  }

  /** A look of a few seconds ago will do, if it found all well. */
  Standing recentOrFail() {
    return last.filter(it -> it.standing().isProven() && isRecent(it))
        .map(Seen::standing)
        .orElseGet(this::lookOrFail);
  }

  /** The last look if it is of some seconds ago at most, whatever it found; else a new one. */
  Seen recent() {
    return last.filter(this::isRecent)
        .orElseGet(() -> {
          look();
          return last.orElseThrow();
        });
  }

  private boolean isRecent(Seen seen) {
    return Duration.between(seen.at(), clock.instant()).abs().compareTo(config.goodFor()) <= 0;
  }

  private Standing afterAlarm(Look look) {
    return alarm.tell(last.map(Seen::standing), look) ? policy.look().standing() : look.standing();
  }

  private Standing seen(Standing standing) {
    var told =
        standing instanceof Standing.NothingPublished nothing
            ? new Standing.NothingPublished(nothing.allowsAll(), file.whyNothing())
            : standing;
    last = Optional.of(new Seen(told, clock.instant()));
    metrics.seen(told);
    return told;
  }
}
