package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.books.HeadscaleOfRecord;
import org.veilor.mesh.books.HeadscaleSighting;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.policy.PolicyConfig;
import org.veilor.mesh.publish.LookAtPolicy.Look;
import org.veilor.mesh.publish.Standing.Seen;

/** Looks again and again what Headscale has in force, and tells of it when that changes. */
@ApplicationScoped
class PolicyWatch {
  private static final Logger LOG = Logger.getLogger(PolicyWatch.class);

  private final HeadscaleOfRecord books;
  private final LookAtPolicy policy;
  private final SettlePending pending;
  private final FileSource file;
  private final DriftAlarm alarm;
  private final PolicyMetrics metrics;
  private final PolicyConfig config;
  private final Clock clock;
  private final ReentrantLock turn = new ReentrantLock();

  private volatile Optional<Seen> last = Optional.empty();
  private @Nullable Outcome before;

  private record Outcome(Instant begun, Standing standing, @Nullable RuntimeException failure) {}

  PolicyWatch(
      HeadscaleOfRecord books,
      LookAtPolicy policy,
      SettlePending pending,
      FileSource file,
      DriftAlarm alarm,
      PolicyMetrics metrics,
      PolicyConfig config,
      Clock clock) {
    this.books = books;
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
      return last.orElseThrow().standing();
    }
  }

  private Standing unknown(RuntimeException e) {
    LOG.warnf("the policy in force could not be looked at: %s", e.getMessage());
    return seen(
        new Standing.Unknown(
            e instanceof HeadscaleException
                ? e.getMessage() + ""
                : "the database does not answer."));
  }

  /**
   * Fails with {@link HeadscaleException}, or as the database does; then nothing is known. Of many
   * that ask at once one looks, and the others are told: nobody waits for more than two looks.
   */
  Standing lookOrFail() {
    var asked = clock.instant();
    turn.lock();
    try {
      var latest = before;
      if (latest == null || !latest.begun().isAfter(asked)) {
        latest = lookedAt(clock.instant());
        before = latest;
      }
      if (latest.failure() != null) {
        throw latest.failure();
      }
      return latest.standing();
    } finally {
      turn.unlock();
    }
  }

  private Outcome lookedAt(Instant begun) {
    try {
      return new Outcome(begun, found(), null);
    } catch (RuntimeException e) {
      return new Outcome(begun, unknown(e), e);
    }
  }

  private Standing found() {
    if (books.recent() instanceof HeadscaleSighting.Another another) {
      return seen(new Standing.Unknown(another.sentence()));
    }
    pending.settle();
    var look = policy.look();
    if (look.standing() instanceof Standing.NothingPublished) {
      // Who asks in the first second of a server's life need not be sent away.
      file.lookNow();
      look = policy.look();
    }
    return seen(afterAlarm(look));
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
