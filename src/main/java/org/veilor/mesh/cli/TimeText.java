package org.veilor.mesh.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An instant for eyes: whole seconds of UTC, and how far off that is. */
record TimeText(Clock clock) {
  private static final int HOURS_READ_AS_SUCH = 48;

  /** As {@code 2026-11-24T08:24:07Z}. */
  static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** As {@code 2026-11-24T08:24:07Z (in 23 h)}. */
  String both(Instant instant) {
    return seconds(instant) + " (" + distance(instant) + ")";
  }

  /** As {@code in 23 h} or {@code 5 min ago}; full units, never more than are left. */
  String distance(Instant instant) {
    var left = Duration.between(clock.instant(), instant);
    return left.isNegative() ? length(left.negated()) + " ago" : "in " + length(left);
  }

  private static String length(Duration length) {
    if (length.toHours() >= HOURS_READ_AS_SUCH) {
      return length.toDays() + " days";
    }
    if (length.toHours() > 0) {
      return length.toHours() + " h";
    }
    return length.toMinutes() > 0 ? length.toMinutes() + " min" : length.toSeconds() + " s";
  }
}
