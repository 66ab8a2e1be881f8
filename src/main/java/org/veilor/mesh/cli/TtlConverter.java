package org.veilor.mesh.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90d}, {@code 12h}, {@code 30m}, or an ISO 8601 duration. */
final class TtlConverter implements ITypeConverter<Duration> {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,6})([dhm])");

  @Override
  public Duration convert(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "d" -> Duration.ofDays(count);
        case "h" -> Duration.ofHours(count);
        default -> Duration.ofMinutes(count);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'%s' is no length of time; write 90d, 12h, 30m or PT12H".formatted(text));
    }
  }
}
