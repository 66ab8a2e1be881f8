package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.veilor.mesh.lab.LabServer;
import org.veilor.mesh.support.MintedTexts;

/** The keys API of a server in the lab, as a caller with every scope uses it. */
final class KeyCalls {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LabServer server;

  KeyCalls(LabServer server) {
    this.server = server;
  }

  JsonNode mints(String tier, String subject) {
    return created(asksFor(tier, subject));
  }

  JsonNode regenerates(JsonNode key) {
    return created(asksToRegenerate(id(key)));
  }

  JsonNode revokes(JsonNode key) {
    return ok(server.delete("/api/v1/keys/" + id(key)));
  }

  JsonNode shows(JsonNode key) {
    return ok(server.get("/api/v1/keys/" + id(key)));
  }

  List<JsonNode> lists(String query) {
    var items = ok(server.get("/api/v1/keys?limit=200&" + query)).path("items");
    return StreamSupport.stream(items.spliterator(), false).toList();
  }

  List<JsonNode> live(String subject) {
    return lists("state=LIVE&subject=" + URLEncoder.encode(subject, StandardCharsets.UTF_8));
  }

  HttpResponse<String> asksFor(String tier, String subject) {
    return asks(Map.of("tier", tier, "subject", subject));
  }

  HttpResponse<String> asks(Map<String, Object> wish) {
    try {
      return remembered(server.post("/api/v1/keys", JSON.writeValueAsString(wish)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  HttpResponse<String> asksToRegenerate(String id) {
    return remembered(server.post("/api/v1/keys/" + id + "/regenerate", ""));
  }

  static String id(JsonNode key) {
    return key.path("id").asText();
  }

  static String text(JsonNode minted) {
    return minted.path("key").asText();
  }

  static JsonNode json(HttpResponse<String> answer) {
    return json(answer.body());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON", e);
    }
  }

  /** The slug of the problem that the server answered. */
  static String problem(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as("content type of a %d", answer.statusCode())
        .startsWith("application/problem+json");
    var problem = json(answer);
    assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("detail").asText()).isNotBlank();
    var type = problem.path("type").asText();
    assertThat(type).startsWith("urn:veilor-mesh:problem:");
    return type.substring(type.lastIndexOf(':') + 1);
  }

  private static HttpResponse<String> remembered(HttpResponse<String> answer) {
    MintedTexts.rememberFrom(answer.body());
    return answer;
  }

  private static JsonNode created(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("status; %s", withoutKey(answer)).isEqualTo(201);
    return json(answer);
  }

  private static JsonNode ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("status; %s", withoutKey(answer)).isEqualTo(200);
    return json(answer);
  }

  /** A test's own report must not hold a key either. */
  private static String withoutKey(HttpResponse<String> answer) {
    return answer.statusCode() < 300 ? "" : answer.body();
  }
}
