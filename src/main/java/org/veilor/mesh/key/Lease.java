package org.veilor.mesh.key;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells work that is under way from work that a dead server left. It measures distance in time, not
 * order: a clock that was set back makes an abandoned row wait a little longer, never less.
 */
@Singleton
final class Lease {
  private final Clock clock;
  private final KeyConfig config;

  Lease(Clock clock, KeyConfig config) {
    this.clock = clock;
    this.config = config;
  }

  boolean covers(@Nullable Instant begun) {
    return begun != null
        && Duration.between(begun, clock.instant()).abs().compareTo(config.lease()) <= 0;
  }
}
