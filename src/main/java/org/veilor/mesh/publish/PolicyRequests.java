package org.veilor.mesh.publish;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.reach.Protocol;

/** Reads what came over the wire, and says what is wrong with it and what to write instead. */
final class PolicyRequests {
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_PAGE = 200;
  private static final String CURRENT = "current";

  private PolicyRequests() {}

  static String reason(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw Problem.invalid(
          "reason", "reason is missing: say in a few words why, for whoever reads the history.");
    }
    if (text.length() > LONGEST_REASON || text.chars().anyMatch(Character::isISOControl)) {
      throw Problem.invalid("reason", "reason is one line of at most 500 characters.");
    }
    return text.strip();
  }

  /** Empty for whatever is in force. */
  static OptionalLong base(@Nullable String text) {
    return text == null || text.equals(CURRENT)
        ? OptionalLong.empty()
        : OptionalLong.of(number("base", text));
  }

  /** With a truth of one's own it must be said. */
  static OptionalLong requiredBase(@Nullable String text) {
    if (text == null) {
      throw Problem.invalid(
          "base",
          "base is missing: say which version you changed (0 for none), or \"current\" to replace whatever is in force.");
    }
    return base(text);
  }

  static long number(String field, @Nullable String text) {
    if (text != null && text.matches("[0-9]{1,18}")) {
      return Long.parseLong(text);
    }
    throw Problem.invalid(field, field + " is the number of a version, as the history has it.");
  }

  static int limit(String text) {
    if (text.matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LONGEST_PAGE) {
        return limit;
      }
    }
    throw Problem.invalid("limit", "limit is a whole number, at least 1 and at most 200.");
  }

  static int protocol(String text) {
    return Protocol.of(text)
        .orElseThrow(() ->
            Problem.invalid(
                "protocol", "protocol is a name as tcp or udp, or a number from 0 to 255."));
  }

  static String word(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw Problem.invalid(field, field + " is missing.");
    }
    return text;
  }
}
