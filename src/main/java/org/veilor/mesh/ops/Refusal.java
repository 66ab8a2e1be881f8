package org.veilor.mesh.ops;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Answers a problem where the REST layer is not reached. */
final class Refusal {
  private Refusal() {}

  /** Closes the connection afterwards: what is left of the body is not read. */
  static void answer(RoutingContext call, Problem problem) {
    call.response()
        .setStatusCode(problem.type().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(ProblemJson.write(problem));
  }
}
