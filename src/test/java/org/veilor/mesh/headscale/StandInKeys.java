package org.veilor.mesh.headscale;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The stand-in's pre-auth keys. Of a key's text it keeps the prefix, as Headscale does. */
final class StandInKeys {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, JsonObject> keys = new ConcurrentSkipListMap<>();

  StandInKeys(Clock clock) {
    this.clock = clock;
  }

  void serve(Router router) {
    router.post("/api/v1/preauthkey").handler(this::create);
    router.get("/api/v1/preauthkey").handler(this::list);
    router.post("/api/v1/preauthkey/expire").handler(this::expire);
    router.delete("/api/v1/preauthkey").handler(this::delete);
  }

  /** A text of the form of 0.28 and later: 12 and 64 characters of base64url. */
  static String text(String kind) {
    return kind + random(9) + "-" + random(48);
  }

  private void create(RoutingContext call) {
    JsonObject asked = StandIn.body(call);
    List<?> tags = asked.getJsonArray("aclTags", new JsonArray()).getList();
    if (!tags.stream().allMatch(tag -> tag instanceof String text && text.startsWith("tag:"))) {
      StandIn.refuse(call, 400, 3, "tag must start with the string 'tag:'");
      return;
    }
    String text = text("hskey-auth-");
    long id = lastId.incrementAndGet();
    JsonObject key =
        new JsonObject()
            .putNull("user")
            .put("id", Long.toString(id))
            .put("key", text.substring(0, "hskey-auth-".length() + 12) + "-***")
            .put("reusable", asked.getBoolean("reusable", false))
            .put("ephemeral", asked.getBoolean("ephemeral", false))
            .put("used", false)
            .put("expiration", asked.getString("expiration"))
            .put("createdAt", clock.instant().toString())
            .put("aclTags", new JsonArray(tags));
    keys.put(id, key);
    StandIn.answer(call, new JsonObject().put("preAuthKey", key.copy().put("key", text)));
  }

  private void list(RoutingContext call) {
    StandIn.answer(
        call, new JsonObject().put("preAuthKeys", new JsonArray(List.copyOf(keys.values()))));
  }

  private void expire(RoutingContext call) {
    long id = Long.parseLong(StandIn.body(call).getString("id"));
    keys.computeIfPresent(
        id, (same, key) -> key.copy().put("expiration", clock.instant().toString()));
    StandIn.answer(call, new JsonObject());
  }

  private void delete(RoutingContext call) {
    keys.remove(Long.parseLong(call.request().getParam("id")));
    StandIn.answer(call, new JsonObject());
  }

  private static String random(int bytes) {
    byte[] secret = new byte[bytes];
    RANDOM.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}
