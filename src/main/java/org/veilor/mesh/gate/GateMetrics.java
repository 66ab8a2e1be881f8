package org.veilor.mesh.gate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts by tier, vhost and reason: the table's own vhosts only, so there is an end to them. */
@Singleton
final class GateMetrics {
  private static final int REASONS = Reason.values().length;

  private final MeterRegistry registry;
  private final Timer duration;
  private final ConcurrentHashMap<String, Counter[]> byVhost = new ConcurrentHashMap<>();

  GateMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.duration =
        Timer.builder("mesh.gate.decision.duration")
            .description("From the read request to the written answer.")
            .serviceLevelObjectives(
                Duration.ofNanos(10_000),
                Duration.ofNanos(50_000),
                Duration.ofNanos(200_000),
                Duration.ofMillis(1),
                Duration.ofMillis(10),
                Duration.ofMillis(100))
            .register(registry);
  }

  void decided(CallerKind kind, String vhost, Reason reason, long nanos) {
    counter(kind, vhost, reason).increment();
    duration.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Counter counter(CallerKind kind, String vhost, Reason reason) {
    var counters = byVhost.get(vhost);
    if (counters == null) {
      counters =
          byVhost.computeIfAbsent(vhost, _ -> new Counter[CallerKind.values().length * REASONS]);
    }
    int at = kind.ordinal() * REASONS + reason.ordinal();
    var counter = counters[at];
    if (counter == null) {
      // Two threads that come first together get the same one from the registry.
      counter =
          registry.counter(
              "mesh.gate.decisions", "tier", kind.label(), "vhost", vhost, "reason", reason.slug());
      counters[at] = counter;
    }
    return counter;
  }
}
