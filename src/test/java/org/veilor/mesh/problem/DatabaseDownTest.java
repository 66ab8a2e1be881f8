package org.veilor.mesh.problem;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.support.TestPostgres;

@QuarkusTest
class DatabaseDownTest {
  @TestHTTPResource(value = "/", management = true)
  URL management;

  @Inject CreateApiToken create;

  @AfterEach
  void startAgain() throws Exception {
    TestPostgres.running();
  }

  @Test
  void whileItIsDownEveryAnswerIs503AndAfterwardsAllIsWell() {
    String token =
        create
            .create(
                Actor.system("test"),
                "t" + UUID.randomUUID(),
                Set.of(Scope.KEYS_GUEST),
                Optional.empty())
            .text();
    given().get("/api/test/database").then().statusCode(200).body("one", equalTo(1));
    given().get(management + "health/ready").then().statusCode(200);

    TestPostgres.running().stop();

    unavailable("/api/test/database", null);
    // Not 401: nobody has said that the token is wrong. Not 200 either.
    unavailable("/api/test/guest", token);
    unavailable("/api/test/guest", token.replaceFirst("mesh_.{12}", "mesh_aaaaaaaaaaaa"));
    given().get(management + "health/ready").then().statusCode(503);
    given().get(management + "health/live").then().statusCode(200);

    TestPostgres.running();

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> given().get("/api/test/database").then().statusCode(200));
    given()
        .header("Authorization", "Bearer " + token)
        .get("/api/test/guest")
        .then()
        .statusCode(200);
    given().get(management + "health/ready").then().statusCode(200);
  }

  private static void unavailable(String path, String token) {
    var request = given();
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    request
        .get(path)
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", "5")
        .body("type", equalTo(GeneralProblem.DATABASE_UNAVAILABLE.urn()));
  }
}
