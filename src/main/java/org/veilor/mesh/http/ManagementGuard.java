package org.veilor.mesh.http;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.veilor.mesh.problem.GeneralProblem;

/** What must hold on the management port too, which the public port's filters do not reach. */
@ApplicationScoped
class ManagementGuard {
  /** After what Quarkus itself sets there, since that is registered earlier. */
  private static final int FIRST = Integer.MIN_VALUE;

  private final BodyLimit bodies;

  ManagementGuard(BodyLimit bodies) {
    this.bodies = bodies;
  }

  void register(@Observes ManagementInterface management) {
    management.router().route().order(FIRST).handler(this::check).failureHandler(this::failed);
  }

  private void check(RoutingContext call) {
    forThisSiteAlone(call);
    if (!call.request().isEnded()) {
      // Nobody here reads a body: it waits until the answer is out, however long a check takes.
      call.request().pause();
    }
    bodies.check(call);
  }

  /** Quarkus reads the bodies of what is no GET before anything of ours is asked. */
  private void failed(RoutingContext call) {
    if (call.response().ended() || call.failure() instanceof HttpClosedException) {
      // Answered, or nobody is there any more to be answered: no fault, and no line in the log.
      return;
    }
    forThisSiteAlone(call);
    UnreadBody.bound(call, bodies.limit());
    if (call.statusCode() == GeneralProblem.BODY_TOO_LARGE.status()) {
      Refusal.answer(call, bodies.tooLarge(bodies.limit()));
    } else {
      call.next();
    }
  }

  /** Quarkus lets the pages of every site read what is here, through their visitor's browser. */
  private static void forThisSiteAlone(RoutingContext call) {
    call.response().headers().remove(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
  }
}
