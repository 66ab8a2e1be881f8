package org.veilor.mesh.http;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.problem.ProblemMapper;

/**
 * Answers who is not logged in, with no credential or with one that is no good: a person who looks
 * at a page is sent to log in, a program is told what to send.
 */
class LogInNeeded {
  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  Uni<Response> needed(RoutingContext call) {
    HttpAuthenticator mechanisms =
        PageRequest.is(call) ? call.get(HttpAuthenticator.class.getName()) : null;
    return mechanisms == null
        ? Uni.createFrom().item(asProblem())
        : mechanisms.getChallenge(call).onItem().transform(LogInNeeded::asChallenge);
  }

  /** Null: no mechanism here logs people in. */
  private static Response asChallenge(@Nullable ChallengeData challenge) {
    if (challenge == null || challenge.getHeaders().isEmpty()) {
      return asProblem();
    }
    var answer = Response.status(challenge.status);
    challenge.getHeaders().forEach((name, value) -> answer.header(name.toString(), value));
    return answer.build();
  }

  private static Response asProblem() {
    return ProblemMapper.response(tokenNeeded());
  }

  /** One text for every reason, so that a guess learns nothing from it. */
  static Problem tokenNeeded() {
    return new Problem(
        GeneralProblem.UNAUTHENTICATED,
        "Send a valid API token as \"Authorization: Bearer mesh_...\"."
            + " An administrator makes one with \"./mesh token create\".");
  }
}
