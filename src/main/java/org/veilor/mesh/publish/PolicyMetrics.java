package org.veilor.mesh.publish;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** Gauges of 0 and 1 to alarm on, and counts. Labels are problem slugs only. */
@Singleton
final class PolicyMetrics {
  private final MeterRegistry registry;
  private final AtomicLong proven = new AtomicLong();
  private final AtomicLong foreign = new AtomicLong();
  private final AtomicLong allowAll = new AtomicLong();
  private final AtomicLong version = new AtomicLong();

  PolicyMetrics(MeterRegistry registry) {
    this.registry = registry;
    registry.gauge("mesh.policy.proven", proven);
    registry.gauge("mesh.policy.foreign", foreign);
    registry.gauge("mesh.policy.allow.all", allowAll);
    registry.gauge("mesh.policy.version", version);
  }

  void published(String outcome) {
    registry.counter("mesh.policy.publishes", "outcome", outcome).increment();
  }

  void restored(String outcome) {
    registry.counter("mesh.policy.restores", "outcome", outcome).increment();
  }

  void seen(Standing standing) {
    proven.set(standing.isProven() ? 1 : 0);
    foreign.set(standing instanceof Standing.Foreign ? 1 : 0);
    allowAll.set(
        switch (standing) {
          case Standing.Foreign it -> it.allowsAll() ? 1 : 0;
          case Standing.NothingPublished it -> it.allowsAll() ? 1 : 0;
          case Standing.AsPublished _, Standing.Unknown _ -> 0;
        });
    switch (standing) {
      case Standing.AsPublished it -> version.set(it.version());
      case Standing.Foreign it -> version.set(it.version());
      case Standing.NothingPublished _, Standing.Unknown _ -> {
        // The last one known.
      }
    }
  }
}
