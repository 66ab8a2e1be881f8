package org.veilor.mesh.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A refusal on its way to the caller. The detail is read by a person: it says what happened and
 * what to do next, and never holds a secret. Features throw it; one mapper in this package answers
 * it.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;
  private final transient Map<String, Object> extensions = new LinkedHashMap<>();
  private @Nullable Duration retryAfter;

  public Problem(ProblemType type, String detail) {
    this(type, detail, null);
  }

  public Problem(ProblemType type, String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.type = type;
  }

  /** A refusal of one field of the request, with what to write instead. */
  public static Problem invalid(String field, String detail) {
    return new Problem(GeneralProblem.INVALID_REQUEST, detail).with("field", field);
  }

  /** Adds a member to the answer's JSON (RFC 9457 section 3.2). */
  public Problem with(String member, Object value) {
    extensions.put(member, value);
    return this;
  }

  /** Sends {@code Retry-After} with whole seconds, at least one. */
  public Problem retryAfter(Duration wait) {
    retryAfter = wait;
    return this;
  }

  public ProblemType type() {
    return type;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  Map<String, Object> extensions() {
    return extensions;
  }

  /** Whole seconds, at least one (RFC 9110 section 10.2.3). */
  OptionalLong retryAfterSeconds() {
    return retryAfter == null
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(1, retryAfter.plusMillis(999).toSeconds()));
  }
}
