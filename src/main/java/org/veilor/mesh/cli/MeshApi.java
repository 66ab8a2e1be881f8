package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls the server. Every failure is an {@link ApiRefusal} that says what to do. */
final class MeshApi {
  // Longer than the server waits for Headscale, so that its own words arrive.
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final ServerAddress address;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private MeshApi(ServerAddress address) {
    this.address = address;
  }

  static MeshApi of(ServerAddress address) {
    return new MeshApi(address);
  }

  JsonNode get(String path, Map<String, String> query) {
    var parameters =
        query.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return send(request(parameters.isEmpty() ? path : path + "?" + parameters).GET());
  }

  JsonNode post(String path, Map<String, ?> body) {
    try {
      var request = request(path).header("Content-Type", "application/json");
      return send(request.POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    } catch (IOException e) {
      throw new IllegalStateException("a map of plain values is always JSON", e);
    }
  }

  JsonNode delete(String path) {
    return send(request(path).DELETE());
  }

  /** One segment of a path, whatever was typed. */
  static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.at(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + address.token())
        .header("Accept", "application/json, application/problem+json");
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw refusal(answer);
      }
      return json.readTree(answer.body());
    } catch (ConnectException e) {
      throw ApiRefusal.unreachable(
          "Nobody answers at %s. Is the server running? ./mesh up starts it."
              .formatted(address.url()));
    } catch (HttpTimeoutException e) {
      throw ApiRefusal.unreachable(
          "%s did not answer in time. Look at its log.".formatted(address.url()));
    } catch (IOException e) {
      throw ApiRefusal.unreachable(
          "%s broke off or gave no JSON. Is it veilor-mesh?".formatted(address.url()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiRefusal.unreachable("Interrupted.");
    }
  }

  private ApiRefusal refusal(HttpResponse<String> answer) {
    return new RefusalWords(
            address.tokenFile(),
            answer.statusCode(),
            answer.headers().firstValueAsLong("Retry-After"),
            problem(answer.body()))
        .refusal();
  }

  private JsonNode problem(String body) {
    try {
      return json.readTree(body);
    } catch (IOException e) {
      // Something in between answered, in HTML perhaps: the words for it say so.
      return MissingNode.getInstance();
    }
  }
}
