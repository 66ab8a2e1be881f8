package org.veilor.mesh.feed;

import org.jspecify.annotations.Nullable;
import org.veilor.mesh.problem.Problem;

/** Reads what came over the wire, and says what is wrong with it and what to write instead. */
final class GateRequests {
  private static final int LONGEST_PAGE = 1000;

  private GateRequests() {}

  static String address(@Nullable String text) {
    return said("address", text, "the caller's address, as 100.64.0.5");
  }

  static String vhost(@Nullable String text) {
    return said("vhost", text, "the name that is asked for, as x.veilor");
  }

  static int limit(String text) {
    if (text.matches("[0-9]{1,4}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LONGEST_PAGE) {
        return limit;
      }
    }
    throw Problem.invalid("limit", "limit is a whole number, at least 1 and at most 1000.");
  }

  private static String said(String field, @Nullable String text, String what) {
    if (text == null || text.isBlank()) {
      throw Problem.invalid(field, "%s is missing: say %s.".formatted(field, what));
    }
    return text.strip();
  }
}
