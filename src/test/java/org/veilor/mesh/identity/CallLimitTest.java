package org.veilor.mesh.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.support.TightLimits;

@QuarkusTest
@TestProfile(TightLimits.class)
class CallLimitTest {
  @Inject CreateApiToken create;

  @Test
  void theCallOfATokenAboveTheLimitMustWaitAndAnotherTokensCallNeedNot() {
    String busy = token("busy");
    for (int i = 0; i < TightLimits.CALLS_A_MINUTE; i++) {
      call(busy).statusCode(200);
    }
    String wait =
        call(busy)
            .statusCode(429)
            .contentType("application/problem+json")
            .body("type", equalTo("urn:veilor-mesh:problem:too-many-requests"))
            .extract()
            .header("Retry-After");
    assertThat(Integer.parseInt(wait)).isBetween(1, 60 / TightLimits.CALLS_A_MINUTE);
    call(token("calm")).statusCode(200);
  }

  private String token(String name) {
    return create
        .create(Actor.system("test"), name, Set.of(Scope.KEYS_GUEST), Optional.empty())
        .text();
  }

  private static ValidatableResponse call(String token) {
    return given().header("Authorization", "Bearer " + token).get("/api/test/guest").then();
  }
}
