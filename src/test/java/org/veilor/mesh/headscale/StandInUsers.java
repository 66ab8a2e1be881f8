package org.veilor.mesh.headscale;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The stand-in's users, and the machines and API keys that it has none of. */
final class StandInUsers {
  private final Clock clock;
  private final Map<String, JsonObject> users = new ConcurrentSkipListMap<>();

  StandInUsers(Clock clock) {
    this.clock = clock;
  }

  void serve(Router router) {
    router.get("/api/v1/user").handler(this::list);
    router.post("/api/v1/user").handler(this::create);
    router
        .get("/api/v1/node")
        .handler(call -> StandIn.answer(call, new JsonObject().put("nodes", new JsonArray())));
    router.route("/api/v1/node/*").handler(call -> StandIn.refuse(call, 404, 5, "node not found"));
    router
        .get("/api/v1/apikey")
        .handler(call -> StandIn.answer(call, new JsonObject().put("apiKeys", new JsonArray())));
  }

  private void list(RoutingContext call) {
    StandIn.answer(call, new JsonObject().put("users", new JsonArray(List.copyOf(users.values()))));
  }

  private synchronized void create(RoutingContext call) {
    String name = StandIn.body(call).getString("name", "");
    if (name.isBlank() || users.containsKey(name)) {
      StandIn.refuse(call, 500, 13, "creating user: the name is empty or taken");
      return;
    }
    JsonObject user =
        new JsonObject()
            .put("id", Integer.toString(users.size() + 1))
            .put("name", name)
            .put("createdAt", clock.instant().toString())
            .put("displayName", "")
            .put("email", "")
            .put("providerId", "")
            .put("provider", "")
            .put("profilePicUrl", "");
    users.put(name, user);
    StandIn.answer(call, new JsonObject().put("user", user));
  }
}
