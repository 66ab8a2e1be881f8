package org.veilor.mesh.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.veilor.mesh.lab.LabServer;

/** The policy API of a server in the lab, and what its books say. */
final class PublishCalls {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LabServer server;

  PublishCalls(LabServer server) {
    this.server = server;
  }

  /** The shipped truth with one more door on the edge. */
  HttpResponse<String> publishes(String name, int port, String base) {
    return posts(
        "publish",
        Map.of("truth", PolicyCalls.with(name, port), "reason", "to open " + name, "base", base));
  }

  HttpResponse<String> publishes(String truth) {
    return posts("publish", Map.of("truth", truth, "reason", "a test's", "base", "current"));
  }

  HttpResponse<String> posts(String what, Map<String, ?> body) {
    try {
      return server.post("/api/v1/policy/" + what, JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  JsonNode state() {
    return json(server.get("/api/v1/policy"));
  }

  JsonNode version(long number) {
    return json(server.get("/api/v1/policy/history/" + number));
  }

  /** What the books say of each version, oldest first. */
  Stream<String> states() {
    return StreamSupport.stream(
        json(server.get("/api/v1/policy/history?limit=200")).path("items").spliterator(), false)
        .map(it -> it.path("state").asText())
        .toList()
        .reversed()
        .stream();
  }

  long inForce() {
    return state().path("inForce").path("number").asLong();
  }

  static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return body(answer);
  }

  static JsonNode body(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + answer.body(), e);
    }
  }

  /** The slug of the problem that was answered. */
  static String problem(HttpResponse<String> answer) {
    return body(answer).path("type").asText().replaceFirst(".*:", "");
  }
}
