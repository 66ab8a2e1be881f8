package org.veilor.mesh.gate;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who was refused what, added up between two times that somebody takes it away. As many different
 * ones as fit; what comes beyond is counted as others, so that no flood of names takes the memory.
 */
final class Denials {
  private static final int DIFFERENT = 10_000;
  private static final String OTHERS = "others";

  private record Key(String who, String vhost, Reason reason) {}

  private record Sum(long count, Instant first, Instant last) {
    Sum plus(Sum other) {
      return new Sum(count + other.count, first, other.last);
    }
  }

  private final Clock clock;
  private volatile ConcurrentHashMap<Key, Sum> sums = new ConcurrentHashMap<>();

  Denials(Clock clock) {
    this.clock = clock;
  }

  void add(String who, String vhost, Reason reason) {
    var now = clock.instant();
    var present = sums;
    var key = new Key(who, vhost, reason);
    var room = present.size() < DIFFERENT || present.containsKey(key);
    present.merge(room ? key : new Key(OTHERS, OTHERS, reason), new Sum(1, now, now), Sum::plus);
  }

  /** What was added since the last time. One that is being added just now may be lost. */
  List<Denial> drain() {
    var taken = sums;
    sums = new ConcurrentHashMap<>();
    var denials = new ArrayList<Denial>();
    taken.forEach((key, sum) ->
        denials.add(
            new Denial(
                key.who(), key.vhost(), key.reason(), sum.count(), sum.first(), sum.last())));
    return denials;
  }
}
