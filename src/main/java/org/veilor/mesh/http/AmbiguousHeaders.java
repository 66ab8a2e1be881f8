package org.veilor.mesh.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.veilor.mesh.problem.Problem;

/**
 * Refuses headers of which one must not be guessed: a proxy before us may have judged the other of
 * two credentials, and the REST layer takes an empty header for none.
 */
@ApplicationScoped
class AmbiguousHeaders {
  /** After {@link BodyLimit}, before all that looks at credentials. */
  private static final int EARLY = 490;

  private static final List<String> ONCE = List.of("Authorization", "Idempotency-Key");

  void register(@Observes Filters filters) {
    filters.register(AmbiguousHeaders::check, EARLY);
  }

  private static void check(RoutingContext call) {
    for (String name : ONCE) {
      if (call.request().headers().getAll(name).size() > 1) {
        refuse(call, name, "%s stands in the request more than once: send it once.");
        return;
      }
    }
    String key = call.request().getHeader("Idempotency-Key");
    if (key != null && key.isBlank()) {
      refuse(
          call,
          "Idempotency-Key",
          "%s is empty: send a name of your own for this request, or" + " leave the header out.");
      return;
    }
    call.next();
  }

  private static void refuse(RoutingContext call, String header, String why) {
    Refusal.answer(call, Problem.invalid(header, why.formatted(header)));
  }
}
