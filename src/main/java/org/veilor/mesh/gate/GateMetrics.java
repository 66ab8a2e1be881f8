package org.veilor.mesh.gate;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts by tier, vhost and reason: the table's own vhosts only, so there is an end to them. */
@Singleton
final class GateMetrics {
  private static final int KINDS = CallerKind.values().length;
  private static final int REASONS = Reason.values().length;

  private final MeterRegistry registry;
  private final Timer duration;

  /** Read by the registry when somebody asks it, and not told at every request. */
  private final ConcurrentHashMap<String, AtomicReferenceArray<LongAdder>> byVhost =
      new ConcurrentHashMap<>();

  GateMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.duration =
        Timer.builder("mesh.gate.decision.duration")
            .description("From the read request to the written answer, of one request in sixteen.")
            .serviceLevelObjectives(
                Duration.ofNanos(10_000),
                Duration.ofNanos(50_000),
                Duration.ofNanos(200_000),
                Duration.ofMillis(1),
                Duration.ofMillis(10),
                Duration.ofMillis(100))
            .register(registry);
  }

  void decided(CallerKind kind, String vhost, Reason reason) {
    counter(kind, vhost, reason).increment();
  }

  void took(long nanos) {
    duration.record(nanos, TimeUnit.NANOSECONDS);
  }

  private LongAdder counter(CallerKind kind, String vhost, Reason reason) {
    var counters = byVhost.get(vhost);
    if (counters == null) {
      counters = byVhost.computeIfAbsent(vhost, _ -> new AtomicReferenceArray<>(KINDS * REASONS));
    }
    int at = kind.ordinal() * REASONS + reason.ordinal();
    var counter = counters.get(at);
    return counter != null ? counter : registered(counters, at, kind, vhost, reason);
  }

  /** Of two threads that come first together one registers it. */
  private synchronized LongAdder registered(
      AtomicReferenceArray<LongAdder> counters,
      int at,
      CallerKind kind,
      String vhost,
      Reason reason) {
    var present = counters.get(at);
    if (present != null) {
      return present;
    }
    var counter = new LongAdder();
    FunctionCounter.builder("mesh.gate.decisions", counter, LongAdder::sum)
        .tags("tier", kind.label(), "vhost", vhost, "reason", reason.slug())
        .register(registry);
    counters.set(at, counter);
    return counter;
  }
}
