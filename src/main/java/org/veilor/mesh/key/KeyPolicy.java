package org.veilor.mesh.key;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.ops.Problem;

/** The rules that a wish for a key must meet, before anything is done about it. */
@Singleton
final class KeyPolicy {
  private final KeyConfig config;

  KeyPolicy(KeyConfig config) {
    this.config = config;
  }

  Tier tier(@Nullable String text) {
    if (text == null) {
      throw Problem.invalid("tier", "tier is missing: write \"guest\", \"infra\" or \"admin\".");
    }
    return Tier.of(text)
        .orElseThrow(() ->
            Problem.invalid("tier", "tier is unknown: write \"guest\", \"infra\" or \"admin\"."));
  }

  Subject subject(@Nullable String text) {
    if (text == null) {
      throw Problem.invalid(
          "subject", "subject is missing: name the account or machine that the key is for.");
    }
    return Subject.of(text);
  }

  /** The life of the key: as asked (ISO 8601), or the default cut to the tier's maximum. */
  Duration ttl(Tier tier, @Nullable String asked) {
    var longest = longest(tier);
    if (asked == null) {
      return config.defaultTtl().compareTo(longest) < 0 ? config.defaultTtl() : longest;
    }
    var ttl = parse(asked);
    if (!ttl.equals(ttl.truncatedTo(ChronoUnit.MICROS))) {
      throw refused("is finer than a microsecond: round it, for example to whole seconds");
    }
    if (ttl.compareTo(config.minTtl()) < 0) {
      throw refused("is too short: ask for at least " + config.minTtl());
    }
    if (ttl.compareTo(longest) > 0) {
      throw refused(
          "is too long: a key of tier %s lives at most %s".formatted(tier.text(), longest));
    }
    return ttl;
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

  private static Duration parse(String asked) {
    try {
      return Duration.parse(asked);
    } catch (DateTimeParseException e) {
      throw refused("is not an ISO 8601 duration: write it as \"PT24H\" or \"PT90M\"");
    }
  }

  private static Problem refused(String why) {
    return Problem.invalid("ttl", "ttl " + why + ".");
  }
}
