package org.veilor.mesh.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;

/**
 * Refuses a body that says it is too large, before a byte of it is read. One that does not say is
 * counted: by {@link BodyReading} while a resource reads it, by {@link UnreadBody} if none does.
 */
@ApplicationScoped
class BodyLimit {
  /** Before Quarkus' own check. */
  private static final int FIRST = 500;

  /** No request of ours is nearly as large, */
  private static final long LIMIT = 65_536;

  /** but for one: a truth of 4 MiB, as a JSON string. */
  private static final Map<String, Long> LARGER = Map.of("/api/v1/policy/publish", 8L << 20);

  long limit() {
    return LIMIT;
  }

  long limit(RoutingContext call) {
    return LARGER.getOrDefault(call.normalizedPath(), LIMIT);
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
  }

  Problem tooLarge(long limit) {
    return new Problem(
            GeneralProblem.BODY_TOO_LARGE,
            limit == LIMIT
                ? "No request here needs more than a few lines. Send at most %d bytes."
                    .formatted(limit)
                : "Send at most %d bytes.".formatted(limit))
        .with("limit", limit);
  }

  void check(RoutingContext call) {
    long limit = limit(call);
    UnreadBody.bound(call, limit);
    String length = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || Long.parseLong(length) <= limit) {
      call.next();
      return;
    }
    Refusal.answer(call, tooLarge(limit));
  }
}
