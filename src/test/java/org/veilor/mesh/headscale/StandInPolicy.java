package org.veilor.mesh.headscale;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The stand-in's policy: kept as it comes, for the stand-in cannot judge one. */
final class StandInPolicy {
  private final Clock clock;
  private final AtomicReference<@Nullable JsonObject> policy = new AtomicReference<>();

  StandInPolicy(Clock clock) {
    this.clock = clock;
  }

  void serve(Router router) {
    router.get("/api/v1/policy").handler(this::get);
    router.put("/api/v1/policy").handler(this::put);
    router.post("/api/v1/policy/check").handler(call -> StandIn.answer(call, new JsonObject()));
  }

  private void get(RoutingContext call) {
    JsonObject known = policy.get();
    if (known == null) {
      StandIn.refuse(call, 500, 2, "loading ACL from database: acl policy not found");
    } else {
      StandIn.answer(call, known);
    }
  }

  private void put(RoutingContext call) {
    JsonObject stored =
        new JsonObject()
            .put("policy", StandIn.body(call).getString("policy", ""))
            .put("updatedAt", clock.instant().toString());
    policy.set(stored);
    StandIn.answer(call, stored);
  }
}
