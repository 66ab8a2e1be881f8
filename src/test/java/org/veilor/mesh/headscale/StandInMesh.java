package org.veilor.mesh.headscale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Who the stand-in is, and its machines: none but those that a test lets join. */
@Singleton
public class StandInMesh {
  /** Always the same: every stand-in forgets alike, and none is a real Headscale. */
  private static final String IDENTITY = "mkey:" + "5".repeat(64);

  private final Map<String, JsonObject> nodes = new ConcurrentSkipListMap<>();
  private volatile String identity = IDENTITY;

  /**
   * @param tags those of a machine of ours, or none
   * @param keyId Headscale's number of the key that it joined with just now
   */
  public void joins(String id, String name, String address, List<String> tags, String keyId) {
    ObjectNode node = Fixture.json("0.29", "node-list").path("nodes").get(0).deepCopy();
    node.put("id", id).put("givenName", name).put("name", name);
    node.put("createdAt", Instant.now().toString());
    node.putArray("ipAddresses").add(address);
    tags.forEach(node.putArray("tags")::add);
    ((ObjectNode) node.path("preAuthKey")).put("id", keyId);
    nodes.put(id, new JsonObject(node.toString()));
  }

  public boolean has(String id) {
    return nodes.containsKey(id);
  }

  /** From now on another Headscale answers. */
  public void isAnother() {
    identity = "mkey:" + "6".repeat(64);
  }

  /** As it was before any test. */
  public void isEmptyAgain() {
    nodes.clear();
    identity = IDENTITY;
  }

  String identity() {
    return identity;
  }

  void serve(Router router) {
    router
        .get("/api/v1/node")
        .handler(call ->
            StandIn.answer(
                call, new JsonObject().put("nodes", new JsonArray(List.copyOf(nodes.values())))));
    router.delete("/api/v1/node/:id").handler(this::delete);
  }

  private void delete(RoutingContext call) {
    if (nodes.remove(call.pathParam("id")) == null) {
      StandIn.refuse(call, 404, 5, "node not found");
    } else {
      StandIn.answer(call, new JsonObject());
    }
  }
}
