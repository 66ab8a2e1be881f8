package org.veilor.mesh.reach;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;

/** The judge's mesh and, in it, three real clients: a user's machine, an exit node, a router. */
final class RealMesh implements AutoCloseable {
  static final String LAPTOP = "laptop";
  static final String EXIT = "exit";
  static final String ROUTER = "router";
  private static final Map<String, List<String>> ROUTES =
      Map.of(
          LAPTOP, List.of(),
          EXIT, List.of("10.33.0.0/16", "fd00:33::/64", "0.0.0.0/0", "::/0"),
          ROUTER, List.of("10.44.0.0/16", "192.168.1.0/25"));

  private static final AddressRange MARK = AddressRange.prefix("198.18.0.1/32");
  private static final Map<String, Object> MARKED =
      Map.of(
          "tagOwners",
          HeadscaleJudge.tagOwners(),
          "acls",
          List.of(Map.of("action", "accept", "src", List.of("198.18.0.1"), "dst", List.of("*:7"))));

  private final HeadscaleJudge judge;

  RealMesh(Path binaries, Path folder) {
    judge = new HeadscaleJudge(binaries, folder);
    var alice = judge.ask("GET", "/api/v1/user?name=alice", null).at("/users/0/id").asText();
    joins(LAPTOP, Map.of("user", alice));
    joins(EXIT, Map.of("aclTags", List.of("tag:edge")));
    joins(ROUTER, Map.of("aclTags", List.of("tag:infra", "tag:edge")));
    Awaitility.await("the routes are announced")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> ROUTES.entrySet().stream().allMatch(it -> approved(it.getKey(), it.getValue())));
  }

  private void joins(String name, Map<String, Object> owner) {
    var wish = new LinkedHashMap<String, Object>(owner);
    wish.put("expiration", "2099-01-01T00:00:00Z");
    var key = judge.ask("POST", "/api/v1/preauthkey", wish).at("/preAuthKey/key").asText();
    judge.process().joins(name, key, "--advertise-routes=" + String.join(",", ROUTES.get(name)));
  }

  private boolean approved(String name, List<String> routes) {
    for (var node : judge.ask("GET", "/api/v1/node", null).path("nodes")) {
      if (node.path("givenName").asText().equals(name)) {
        judge.ask(
            "POST",
            "/api/v1/node/" + node.path("id").asText() + "/approve_routes",
            Map.of("routes", routes));
        return node.path("subnetRoutes").size() == routes.size();
      }
    }
    throw new AssertionError(name + " is no node");
  }

  Topology topology() {
    return ((Topology.Reading.Good) Topology.read(judge.nodes())).topology();
  }

  /** Sets a policy, waits until every client has it, and tells what each then lets in. */
  Map<String, PacketFilter> filters(String policy) {
    // First one that every client's filter shows: when it is gone, the next has come.
    sets(RandomPolicy.json(MARKED));
    eachUntil(filter -> filter.names(MARK));
    sets(policy);
    return eachUntil(filter -> !filter.names(MARK));
  }

  private void sets(String policy) {
    judge.ask("PUT", "/api/v1/policy", Map.of("policy", policy));
  }

  private Map<String, PacketFilter> eachUntil(Predicate<PacketFilter> wanted) {
    var filters = new LinkedHashMap<String, PacketFilter>();
    for (var name : ROUTES.keySet()) {
      filters.put(
          name,
          Awaitility.await(name + " has the policy")
              .atMost(Duration.ofSeconds(15))
              .pollInterval(Duration.ofMillis(60))
              .until(() -> PacketFilter.of(judge.process().netmap(name)), wanted));
    }
    return filters;
  }

  HeadscaleJudge judge() {
    return judge;
  }

  /** The client that has an address or routes to it, the narrower route first; null for none. */
  static String carrier(Topology topology, Address address) {
    for (var name : ROUTES.keySet()) {
      if (topology.named(name).orElseThrow().ranges().stream()
          .anyMatch(it -> it.contains(address))) {
        return name;
      }
    }
    for (var name : List.of(ROUTER, EXIT)) {
      if (ROUTES.get(name).stream()
          .map(AddressRange::prefix)
          .anyMatch(it -> !it.isWholeFamily() && it.contains(address))) {
        return name;
      }
    }
    return Networks.INTERNET.contains(address) ? EXIT : null;
  }

  @Override
  public void close() {
    judge.close();
  }
}
