package org.veilor.mesh.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * What to do with a body that is still coming when its answer is out: Vert.x would read on, however
 * long it is. A short rest is let through, so that the connection serves the next call and an
 * honest caller gets to see the answer; then the connection (of HTTP/2: the stream) is ended.
 */
final class UnreadBody {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** RFC 9113 section 8.1: the answer is whole, the rest of the request is not wanted. */
  private static final long NO_ERROR = 0;

  private final HttpServerRequest request;
  private final long limit;

  private UnreadBody(HttpServerRequest request, long limit) {
    this.request = request;
    this.limit = limit;
  }

  /**
   * @param limit bytes of the whole body, read or not
   */
  static void bound(RoutingContext call, long limit) {
    HttpServerRequest request = call.request();
    if (request.isEnded()) {
      return;
    }
    UnreadBody body = new UnreadBody(request, limit);
    call.addEndHandler(end -> {
      // A connection that broke ends a call too: whoever reads the body then must be told of it.
      if (end.succeeded()) {
        body.answered(call);
      }
    });
  }

  private void answered(RoutingContext call) {
    if (request.isEnded()) {
      return;
    }
    long timer = call.vertx().setTimer(PATIENCE.toMillis(), _ -> end());
    try {
      request.endHandler(_ -> call.vertx().cancelTimer(timer));
      request.exceptionHandler(_ -> call.vertx().cancelTimer(timer));
      request.handler(_ -> {
        if (request.bytesRead() > limit) {
          end();
        }
      });
      request.resume();
    } catch (IllegalStateException endedJustNow) {
      // Then there is nothing left to bound, and the connection is the next call's.
      call.vertx().cancelTimer(timer);
    }
  }

  private void end() {
    if (request.isEnded()) {
      return;
    }
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset(NO_ERROR);
    } else {
      request.connection().close();
    }
  }
}
