package org.veilor.mesh.key;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.tier.NotASubject;
import org.veilor.mesh.tier.Subject;
import org.veilor.mesh.tier.Tier;

/**
 * Reads what came over the wire as the types that {@link Keys} takes, and says which of them is
 * wrong and what to write instead.
 */
final class KeyRequests {
  private static final int LONGEST_IDEMPOTENCY_KEY = 255;
  private static final int LONGEST_PAGE = 200;

  private KeyRequests() {}

  /** An id that is none names no key: 404, like one that is not on record. */
  static UUID id(String text) {
    return uuid(text).orElseThrow(Keys::notFound);
  }

  static @Nullable String idempotencyKey(@Nullable String header) {
    if (header == null) {
      return null;
    }
    var fits = !header.isBlank() && header.length() <= LONGEST_IDEMPOTENCY_KEY;
    if (!fits || !header.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw Problem.invalid(
          "Idempotency-Key",
          "Idempotency-Key must be 1 to 255 printable ASCII characters without spaces, such as a UUID.");
    }
    return header;
  }

  static KeyFilter filter(
      @Nullable String tier,
      @Nullable String state,
      @Nullable String subject,
      @Nullable String cursor,
      String limit) {
    return new KeyFilter(
        Optional.ofNullable(tier).map(KeyRequests::tier),
        Optional.ofNullable(state).map(KeyRequests::state),
        Optional.ofNullable(subject).map(KeyRequests::subject),
        Optional.ofNullable(cursor).map(KeyRequests::cursor),
        limit(limit));
  }

  static boolean flag(String name, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.invalid(name, name + " must be true or false.");
    };
  }

  private static int limit(String text) {
    try {
      var limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LONGEST_PAGE) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number that is out of range.
    }
    throw Problem.invalid("limit", "limit must be a whole number from 1 to 200.");
  }

  static Tier tier(@Nullable String text) {
    if (text == null) {
      throw wrongTier("missing");
    }
    return Tier.of(text).orElseThrow(() -> wrongTier("unknown"));
  }

  private static Problem wrongTier(String how) {
    return Problem.invalid(
        "tier", "tier is %s: write \"guest\", \"infra\" or \"admin\".".formatted(how));
  }

  static Subject subject(@Nullable String text) {
    if (text == null) {
      throw Problem.invalid(
          "subject", "subject is missing: name the account or machine that the key is for.");
    }
    try {
      return Subject.of(text);
    } catch (NotASubject e) {
      throw Problem.invalid("subject", e.sentence());
    }
  }

  /** ISO 8601. Null, which asks for the default, stays null. */
  static @Nullable Duration ttl(@Nullable String text) {
    try {
      return text == null ? null : Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.invalid(
          "ttl", "ttl is not an ISO 8601 duration: write it as \"PT24H\" or \"PT90M\".");
    }
  }

  private static KeyState state(String text) {
    return Arrays.stream(KeyState.values())
        .filter(state -> state.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() ->
            Problem.invalid(
                "state",
                "state is unknown: write one of "
                    + Arrays.stream(KeyState.values())
                        .map(Enum::name)
                        .collect(Collectors.joining(", "))
                    + "."));
  }

  private static UUID cursor(String text) {
    return uuid(text)
        .orElseThrow(() ->
            Problem.invalid(
                "cursor", "cursor must be the \"next\" of the page before, as it was."));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
