package org.veilor.mesh.key;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.tier.Tier;

/** Counts and times. Labels are tiers, problem slugs and verdicts only: bounded, and no secret. */
@Singleton
final class KeyMetrics {
  private final MeterRegistry registry;
  private final Map<Tier, AtomicLong> live = new EnumMap<>(Tier.class);
  private final AtomicLong foreign = new AtomicLong();

  KeyMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (var tier : Tier.values()) {
      var gauge = new AtomicLong();
      live.put(tier, gauge);
      registry.gauge("mesh.keys.live", Tags.of("tier", tier.text()), gauge);
    }
    registry.gauge("mesh.keys.foreign", foreign);
  }

  MintedKey timeMint(Tier tier, Supplier<MintedKey> mint) {
    var begun = System.nanoTime();
    var outcome = "internal";
    try {
      var minted = mint.get();
      outcome = "ok";
      return minted;
    } catch (Problem e) {
      outcome = e.type().slug();
      throw e;
    } finally {
      registry
          .timer("mesh.mints", "tier", tier.text(), "outcome", outcome)
          .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }
  }

  void swept(Verdict verdict) {
    registry
        .counter("mesh.key.sweep.actions", "action", verdict.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  void live(Map<Tier, Long> counts) {
    live.forEach((tier, gauge) -> gauge.set(counts.getOrDefault(tier, 0L)));
  }

  void foreign(long count) {
    foreign.set(count);
  }
}
