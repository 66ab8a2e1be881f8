package org.veilor.mesh.ops;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses a body that says it is too large, before a byte of it is read. Quarkus enforces the same
 * limit (and counts bodies that do not say), but answers without a text.
 */
@ApplicationScoped
class BodyLimit {
  /** Before Quarkus' own check. */
  private static final int FIRST = 500;

  private final long limit;

  BodyLimit(VertxHttpConfig http) {
    limit = http.limits().maxBodySize().map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
  }

  Problem tooLarge() {
    return new Problem(
            ProblemType.BODY_TOO_LARGE,
            "No request here needs more than a few lines. Send at most %d bytes.".formatted(limit))
        .with("limit", limit);
  }

  private void check(RoutingContext call) {
    String length = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || Long.parseLong(length) <= limit) {
      call.next();
      return;
    }
    Refusal.answer(call, tooLarge());
  }
}
