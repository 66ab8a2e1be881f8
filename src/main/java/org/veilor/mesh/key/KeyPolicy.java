package org.veilor.mesh.key;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.tier.Tier;

/** The rules that a wish for a key must meet, before anything is done about it. */
@Singleton
final class KeyPolicy {
  private final KeyConfig config;

  KeyPolicy(KeyConfig config) {
    this.config = config;
  }

  /** The life of the key: as asked, or the default cut to the tier's maximum. */
  Duration ttl(Tier tier, @Nullable Duration asked) {
    var longest = longest(tier);
    if (asked == null) {
      return config.defaultTtl().compareTo(longest) < 0 ? config.defaultTtl() : longest;
    }
    if (!asked.equals(asked.truncatedTo(ChronoUnit.MICROS))) {
      throw refused("is finer than a microsecond: round it, for example to whole seconds");
    }
    if (asked.compareTo(config.minTtl()) < 0) {
      throw refused("is too short: ask for at least " + config.minTtl());
    }
    if (asked.compareTo(longest) > 0) {
      throw refused(
          "is too long: a key of tier %s lives at most %s".formatted(tier.text(), longest));
    }
    return asked;
  }

  /** The life of a key that follows another: no longer than a new one may live. */
  Duration ttlToday(Tier tier, Duration before) {
    var longest = longest(tier);
    return before.compareTo(longest) > 0 ? longest : before;
  }

  private Duration longest(Tier tier) {
    return switch (tier) {
      case GUEST -> config.maxTtl().guest();
      case INFRA -> config.maxTtl().infra();
      case ADMIN -> config.maxTtl().admin();
    };
  }

  private static Problem refused(String why) {
    return Problem.invalid("ttl", "ttl " + why + ".");
  }
}
