package org.veilor.mesh.headscale;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.headscale.HeadscaleFailure.TooOld;
import org.veilor.mesh.headscale.HeadscaleFailure.Unreachable;

/**
 * Remembers which version answers, and so how it says no. Asks when it does not know, some minutes
 * after it last asked, and after every call that failed in a way that a restarted Headscale would
 * explain.
 */
final class VersionProbe {
  private static final Logger LOG = Logger.getLogger(VersionProbe.class);
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);

  /** Shorter for a version that is refused: somebody is upgrading it right now. */
  private static final Duration REFUSED_FOR = Duration.ofSeconds(10);

  private final Supplier<HeadscaleVersion> ask;
  private final boolean acceptUnknown;
  private final Clock clock;
  private final AtomicReference<@Nullable Seen> seen = new AtomicReference<>();
  private final AtomicReference<@Nullable HeadscaleVersion> announced = new AtomicReference<>();

  private record Seen(HeadscaleVersion version, VersionJudgement judgement, Instant until) {}

  VersionProbe(Supplier<HeadscaleVersion> ask, boolean acceptUnknown, Clock clock) {
    this.ask = ask;
    this.acceptUnknown = acceptUnknown;
    this.clock = clock;
  }

  /**
   * The dialect of the Headscale that is there. Its failures are never taken for the effect of the
   * call that is about to be made.
   */
  Dialect dialect() {
    Seen known = seen.get();
    if (known == null || clock.instant().isAfter(known.until())) {
      known = remember(probe());
    }
    if (known.judgement() == VersionJudgement.REFUSED) {
      throw new HeadscaleException(new TooOld(known.version()));
    }
    return Dialect.of(known.version());
  }

  HeadscaleVersion version() {
    return remember(ask.get()).version();
  }

  void forget() {
    seen.set(null);
  }

  private HeadscaleVersion probe() {
    try {
      return ask.get();
    } catch (HeadscaleException failed) {
      if (failed.failure() instanceof HeadscaleFailure.TimedOut) {
        throw new HeadscaleException(new Unreachable("it is connected, but silent"), failed);
      }
      throw failed;
    }
  }

  private Seen remember(HeadscaleVersion version) {
    VersionJudgement judgement = VersionJudgement.of(version, acceptUnknown);
    boolean refused = judgement == VersionJudgement.REFUSED;
    Seen now = new Seen(version, judgement, clock.instant().plus(refused ? REFUSED_FOR : GOOD_FOR));
    seen.set(now);
    if (!version.equals(announced.getAndSet(version))) {
      announce(version, judgement);
    }
    return now;
  }

  private static void announce(HeadscaleVersion version, VersionJudgement judgement) {
    switch (judgement) {
      case GOOD -> LOG.infof("Headscale %s, %s errors", version, Dialect.of(version));
      case WARNED -> LOG.warn(VersionJudgement.warning(version).orElseThrow());
      case REFUSED -> LOG.error(VersionJudgement.refusal(version));
    }
  }
}
