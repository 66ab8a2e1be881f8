package org.veilor.mesh.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.veilor.mesh.problem.Problem;

/**
 * One token bucket per key, full at first and refilled evenly. Time is the machine's monotonic one:
 * setting the clock back neither locks anybody out nor lets anybody in.
 */
final class TokenBuckets {
  /** So many at once; the one least used is forgotten first. */
  private static final long MOST = 100_000;

  private final long capacity;
  private final Duration period;
  private final String what;
  private final Cache<String, Bucket> buckets;
  private final TimeMeter meter;

  /**
   * @param capacity calls in a period; 0 for no limit
   * @param what continues "Too many ..."
   */
  TokenBuckets(long capacity, Duration period, String what, Ticker ticker) {
    this.capacity = capacity;
    this.period = period;
    this.what = what;
    // A bucket that rested a whole period is full: it may as well be forgotten.
    this.buckets =
        Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(period).ticker(ticker).build();
    this.meter = new MonotonicTime(ticker);
  }

  void spend(String key) {
    if (capacity == 0) {
      return;
    }
    Bucket bucket = buckets.get(key, _ -> full());
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw new Problem(
              IdentityProblem.TOO_MANY_REQUESTS,
              "Too many %s: at most %d in %d minutes. Wait as long as Retry-After says."
                  .formatted(what, capacity, period.toMinutes()))
          .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  /** Undoes one {@link #spend}. Never fills a bucket beyond its capacity. */
  void giveBack(String key) {
    Bucket bucket = buckets.getIfPresent(key);
    if (bucket != null) {
      bucket.addTokens(1);
    }
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period))
        .withCustomTimePrecision(meter)
        .build();
  }
}
