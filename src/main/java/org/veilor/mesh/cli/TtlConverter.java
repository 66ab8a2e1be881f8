package org.veilor.mesh.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90d}, {@code 12h}, {@code 30m}, {@code 45s}, or an ISO 8601 duration. */
final class TtlConverter implements ITypeConverter<Duration> {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,6})([dhms])");

  @Override
  public Duration convert(String text) {
    var typed = text.strip().toLowerCase(Locale.ROOT);
    var matcher = SHORT.matcher(typed);
    if (matcher.matches()) {
      var count = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "d" -> Duration.ofDays(count);
        case "h" -> Duration.ofHours(count);
        case "m" -> Duration.ofMinutes(count);
        default -> Duration.ofSeconds(count);
      };
    }
    if (typed.matches("\\d{1,6}")) {
      throw new TypeConversionException(
          "'%1$s' has no unit; write %1$sh for hours, %1$sm for minutes or %1$sd for days"
              .formatted(typed));
    }
    try {
      return Duration.parse(typed);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'%s' is no length of time; write 90d, 12h, 30m or PT12H".formatted(text));
    }
  }
}
