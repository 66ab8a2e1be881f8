package org.veilor.mesh.reach;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers and durations as Go reads them. */
final class GoNumber {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

  private static final Pattern PART =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})(ns|us|µs|μs|ms|s|m|h)");
  private static final BigDecimal MOST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoNumber() {}

  /** As strconv.Atoi: a sign and leading zeros are fine. */
  static Optional<Long> parse(String text) {
    return WHOLE.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /** As time.ParseDuration, of those that are not below zero: {@code 12h}, {@code 1h30m}. */
  static Optional<Duration> duration(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    var part = PART.matcher(text);
    var nanos = BigDecimal.ZERO;
    int end = 0;
    for (; part.find() && part.start() == end; end = part.end()) {
      var unit = BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L));
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unit));
    }
    return end == 0 || end < text.length() || nanos.compareTo(MOST_NANOS) > 0
        ? Optional.empty()
        : Optional.of(Duration.of(nanos.longValue(), ChronoUnit.NANOS));
  }
}
