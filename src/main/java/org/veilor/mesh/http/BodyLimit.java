package org.veilor.mesh.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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

  /** No request of ours is nearly as large. */
  private static final long LIMIT = 65_536;

  long limit() {
    return LIMIT;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
  }

  Problem tooLarge() {
    return new Problem(
            GeneralProblem.BODY_TOO_LARGE,
            "No request here needs more than a few lines. Send at most %d bytes.".formatted(LIMIT))
        .with("limit", LIMIT);
  }

  void check(RoutingContext call) {
    UnreadBody.bound(call, LIMIT);
    String length = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || Long.parseLong(length) <= LIMIT) {
      call.next();
      return;
    }
    Refusal.answer(call, tooLarge());
  }
}
