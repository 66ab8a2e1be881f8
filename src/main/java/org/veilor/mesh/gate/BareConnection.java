package org.veilor.mesh.gate;

import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.Http1xServerConnection;

/**
 * Takes out of a connection what Vert.x 4.5 puts there for WebSockets, for which it has no option.
 * The gate speaks none, and each request would pass two more hands: one of them answers 501, with
 * no reason in it, to a version of HTTP that it does not know. Quarkus leaves them out as long as
 * no extension of it speaks WebSockets, which is nothing to rely on.
 */
final class BareConnection {
  private BareConnection() {}

  static void hand(HttpConnection connection, Handler<HttpServerRequest> asked) {
    if (connection instanceof Http1xServerConnection http) {
      var pipeline = http.channelHandlerContext().pipeline();
      if (pipeline.get(WebSocketServerExtensionHandler.class) != null) {
        pipeline.remove(WebSocketServerExtensionHandler.class);
      }
      http.handler(asked);
    }
  }
}
