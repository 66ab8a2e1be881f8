package org.veilor.mesh.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.veilor.mesh.problem.Problem;

/**
 * Bounds what guessing at tokens costs. Only failures are counted: a good token is looked at even
 * from an address with too many of them, for behind a proxy all callers share one. What such
 * addresses ask for, good or bad, shares a few look-ups at a time, so that a flood of guesses does
 * not take the database from the others.
 */
@ApplicationScoped
class FailedLogIns {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** So many addresses at once; the one least used is forgotten first. */
  private static final long MOST_ADDRESSES = 100_000;

  private static final int LOOK_UPS_AT_ONCE = 2;

  private final long most;
  private final Cache<String, Bucket> buckets;
  private final TimeMeter meter;
  private final Semaphore lookUps = new Semaphore(LOOK_UPS_AT_ONCE);

  @Inject
  FailedLogIns(IdentityConfig config) {
    this(config.limits().failedLogIns(), Ticker.systemTicker());
  }

  /**
   * @param most failures in a minute from one address; 0 for no limit
   */
  FailedLogIns(long most, Ticker ticker) {
    this.most = most;
    this.meter = new MonotonicTime(ticker);
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(PERIOD)
            .ticker(ticker)
            .build();
  }

  /**
   * Runs the look-up for a caller at that address, and counts it if it finds nothing.
   *
   * @param address as {@link NetworkAddress} writes it
   * @throws Problem TOO_MANY_FAILED_LOG_INS with the time to wait
   */
  <T> Optional<T> lookUp(String address, Supplier<Optional<T>> lookUp) {
    if (most == 0) {
      return lookUp.get();
    }
    Bucket failures = buckets.get(address, _ -> full());
    if (failures.getAvailableTokens() == 0) {
      return Optional.of(oneOfFew(failures, lookUp).orElseThrow(() -> tooMany(failures)));
    }
    Optional<T> found = lookUp.get();
    if (found.isEmpty()) {
      failures.tryConsume(1);
    }
    return found;
  }

  private <T> Optional<T> oneOfFew(Bucket failures, Supplier<Optional<T>> lookUp) {
    if (!lookUps.tryAcquire()) {
      throw tooMany(failures);
    }
    try {
      return lookUp.get();
    } finally {
      lookUps.release();
    }
  }

  private static Problem tooMany(Bucket failures) {
    long wait = failures.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    return new Problem(
            IdentityProblem.TOO_MANY_FAILED_LOG_INS,
            "Look whether your token is right and not revoked, and wait as long as Retry-After says.")
        .retryAfter(Duration.ofNanos(wait));
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(most).refillGreedy(most, PERIOD))
        .withCustomTimePrecision(meter)
        .build();
  }
}
