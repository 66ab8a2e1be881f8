package org.veilor.mesh.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.problem.ProblemJson;

/** Answers a problem where the REST layer is not reached. */
final class Refusal {
  private Refusal() {}

  /** Closes the connection afterwards: what is left of the body is not read. */
  static void answer(RoutingContext call, Problem problem) {
    var response = call.response();
    if (call.request().version() != HttpVersion.HTTP_2) {
      // RFC 9113 section 8.2.2: HTTP/2 has no such header, and a client may refuse the answer for
      // it.
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response
        .setStatusCode(problem.type().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
        .end(ProblemJson.write(problem));
  }
}
