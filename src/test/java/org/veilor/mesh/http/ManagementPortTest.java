package org.veilor.mesh.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the machine's keepers ask has a port of its own: a proxy that routes ours shows none. */
@QuarkusTest
class ManagementPortTest {
  @TestHTTPResource(value = "/", management = true)
  URL management;

  @Inject Routes routes;

  @Test
  void health_and_metrics_answer_without_a_token() {
    for (String path : List.of("health", "health/live", "health/ready", "health/started")) {
      kept(path).body("status", equalTo("UP"));
    }
    kept("metrics").body(containsString("jvm_memory_used_bytes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/metrics", "/q", "/health"})
  void the_public_port_has_neither(String path) {
    given()
        .get(path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("status", equalTo(404));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openapi", "swagger-ui", "health-ui", "dev-ui", "info", "arc", ""})
  void nothing_else_answers(String path) {
    given().get(management + path).then().statusCode(404);
  }

  @Test
  void the_pages_of_other_sites_cannot_read_it() {
    for (String path : List.of("health/ready", "metrics", "nothing")) {
      given()
          .header("Origin", "https://elsewhere.example")
          .get(management + path)
          .then()
          .header("Access-Control-Allow-Origin", nullValue());
    }
  }

  @Test
  void nor_does_the_api() throws Exception {
    given().get(management.toURI().resolve("/api/v1/keys")).then().statusCode(404);
  }

  @Test
  void no_route_is_there_but_these() {
    // Those at "/" and without a path add headers, or answer 404.
    assertThat(
            routes.router.getRoutes().stream()
                .map(Route::getPath)
                .filter(path -> path != null && !path.equals("/")))
        .isNotEmpty()
        .allMatch(path -> path.startsWith("/q/health") || path.startsWith("/q/metrics"));
  }

  private io.restassured.response.ValidatableResponse kept(String path) {
    return given()
        .get(management + path)
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", containsString("default-src 'none'"));
  }

  @Singleton
  static class Routes {
    Router router;

    void keep(@Observes ManagementInterface management) {
      router = management.router();
    }
  }
}
