package org.veilor.mesh.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * How long keys live and how closely they are watched. Public because the validator of
 * configuration reads it from outside; nobody else has a use for it.
 */
@ConfigMapping(prefix = "mesh.key")
public interface KeyConfig {
  /** How long a key lives if the caller does not say. Never beyond the tier's maximum. */
  @WithDefault("PT24H")
  @DurationMin(seconds = 1)
  Duration defaultTtl();

  /** The shortest life that may be asked for: below it nobody has time to type the key. */
  @WithDefault("PT1M")
  @DurationMin(seconds = 1)
  Duration minTtl();

  /** The longest life that may be asked for, by tier. */
  MaxTtl maxTtl();

  /** How often Headscale is asked which keys were used, while any key is open. Whole seconds. */
  @WithDefault("PT5S")
  @DurationMin(seconds = 1)
  Duration sweepEvery();

  /** How often Headscale's list is read while no key is open: finds keys that are not ours. */
  @WithDefault("PT1M")
  @DurationMin(seconds = 1)
  Duration idleSweepEvery();

  /**
   * After this long an unfinished mint or revocation counts as abandoned by a server that died.
   * Must be longer than the Headscale client can take for one call.
   */
  @WithDefault("PT30S")
  @DurationMin(seconds = 1)
  Duration lease();

  /** How far our clock and Headscale's may differ before keys are refused: a TTL would be a lie. */
  @WithDefault("PT5M")
  @DurationMin(seconds = 1)
  Duration clockTolerance();

  /** The longest life of a key, by tier. */
  interface MaxTtl {
    /** Guests: never above 24 h, whatever is written here. */
    @WithDefault("PT24H")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 24)
    Duration guest();

    /** Servers. */
    @WithDefault("PT24H")
    @DurationMin(seconds = 1)
    @DurationMax(days = 90)
    Duration infra();

    /** Admins. */
    @WithDefault("PT24H")
    @DurationMin(seconds = 1)
    @DurationMax(days = 90)
    Duration admin();
  }
}
