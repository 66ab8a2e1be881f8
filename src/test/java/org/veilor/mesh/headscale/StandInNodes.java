package org.veilor.mesh.headscale;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;

/** The machines of the stand-in: it has none. */
final class StandInNodes {
  private StandInNodes() {}

  static void serve(Router router) {
    router
        .get("/api/v1/node")
        .handler(call -> StandIn.answer(call, new JsonObject().put("nodes", new JsonArray())));
  }
}
