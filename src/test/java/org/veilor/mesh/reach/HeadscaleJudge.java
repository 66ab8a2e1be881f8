package org.veilor.mesh.reach;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.veilor.mesh.headscale.HeadscaleProcess;

/** A real Headscale with machines that exist in its books only, asked through a policy's tests. */
public final class HeadscaleJudge implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String DENIED = ": expected ALLOWED, got DENIED";

  private static final List<String> USERS = List.of("alice", "bob", "carol@corp");
  private static final List<List<String>> TAGS =
      List.of(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of("tag:guest"),
          List.of("tag:guest"),
          List.of("tag:guest"),
          List.of("tag:infra"),
          List.of("tag:infra"),
          List.of("tag:admin"),
          List.of("tag:edge"),
          List.of("tag:edge", "tag:infra"),
          List.of("tag:guest", "tag:edge"));

  private final HeadscaleProcess headscale;

  HeadscaleJudge(Path binaries, Path folder) {
    this(binaries, folder, TAGS);
  }

  /**
   * @param tags of each machine; the first has 100.64.0.1 and belongs to alice, the next to bob and
   *     carol, then alice again, but for those that have a tag
   */
  public HeadscaleJudge(Path binaries, Path folder, List<List<String>> tags) {
    headscale = new HeadscaleProcess(binaries, folder);
    ask(
        "PUT",
        "/api/v1/policy",
        Map.of("policy", RandomPolicy.json(Map.of("tagOwners", tagOwners(), "acls", List.of()))));
    for (var user : USERS) {
      ask(
          "POST",
          "/api/v1/user",
          Map.of("name", user, "email", user.contains("@") ? "" : user + "@example.org"));
    }
    for (int i = 0; i < tags.size(); i++) {
      machine("n" + i, USERS.get(i % USERS.size()), tags.get(i));
    }
  }

  static Map<String, Object> tagOwners() {
    var owners = new java.util.TreeMap<String, Object>();
    RandomEntries.TAGS.forEach(tag -> owners.put(tag, List.of()));
    return owners;
  }

  private void machine(String name, String user, List<String> tags) {
    var key = "hskey-authreq-" + (name + "-".repeat(24)).substring(0, 24);
    ask(
        "POST",
        "/api/v1/debug/node",
        Map.of("user", user, "key", key, "name", name, "routes", List.of()));
    var node = ask("POST", "/api/v1/auth/register", Map.of("user", user, "authId", key));
    if (!tags.isEmpty()) {
      ask("POST", "/api/v1/node/" + node.at("/node/id").asText() + "/tags", Map.of("tags", tags));
    }
  }

  /** What the real one answers to {@code GET /api/v1/node}. */
  String nodes() {
    return headscale.raw("GET", "/api/v1/node", null).body();
  }

  /** {@code headscale 0.29.3}, as it says of itself. */
  public String version() {
    return "headscale "
        + ask("GET", "/version", null).path("version").asText().replaceFirst("^v", "");
  }

  boolean accepts(String policy) {
    return check(policy).statusCode() == 200;
  }

  private HttpResponse<String> check(String policy) {
    return headscale.raw(
        "POST", "/api/v1/policy/check", RandomPolicy.json(Map.of("policy", policy)));
  }

  /** Of these questions the ones that it answers with no. */
  Set<RandomQuery> denied(RandomPolicy policy, List<RandomQuery> queries) {
    return denied(policy.with(queries.stream().map(RandomQuery::asTest).toList()), queries);
  }

  /**
   * @param policy with the questions as its tests
   */
  public Set<RandomQuery> denied(String policy, Collection<RandomQuery> queries) {
    var answer = check(policy);
    if (answer.statusCode() == 200) {
      return Set.of();
    }
    var lines = read(answer.body()).path("message").asText().lines().toList();
    if (!lines.getFirst().endsWith("failed:")) {
      throw new AssertionError("Headscale did not run the tests: " + lines);
    }
    var said = new HashSet<>(lines.subList(1, lines.size()));
    var denied = new HashSet<RandomQuery>();
    queries.stream().filter(it -> said.contains(it.asDenied() + DENIED)).forEach(denied::add);
    denied.forEach(it -> said.remove(it.asDenied() + DENIED));
    if (!said.isEmpty()) {
      throw new AssertionError("not understood of Headscale's answer: " + said);
    }
    return denied;
  }

  public JsonNode ask(String method, String path, Object body) {
    var answer = headscale.raw(method, path, body == null ? null : RandomPolicy.json(body));
    if (answer.statusCode() != 200) {
      throw new AssertionError(method + " " + path + ": " + answer.body());
    }
    return read(answer.body());
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  HeadscaleProcess process() {
    return headscale;
  }

  @Override
  public void close() {
    headscale.close();
  }
}
