package org.veilor.mesh.reach;

import java.util.Optional;
import java.util.regex.Pattern;

/** Whole numbers as Go's strconv.Atoi reads them: a sign and leading zeros are fine. */
final class GoNumber {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

  private GoNumber() {}

  static Optional<Long> parse(String text) {
    return WHOLE.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
