package org.veilor.mesh.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.audit.Actor;

@QuarkusTest
@TestProfile(CallLimitTest.ThreeCallsAMinute.class)
class CallLimitTest {
  /** A limit that a test reaches at once. */
  public static final class ThreeCallsAMinute implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("mesh.identity.limits.per-token", "3");
    }
  }

  @Inject CreateApiToken create;

  @Test
  void theFourthCallOfATokenMustWaitAndAnotherTokensCallNeedNot() {
    String busy = token("busy");
    for (int i = 0; i < 3; i++) {
      call(busy).statusCode(200);
    }
    String wait =
        call(busy)
            .statusCode(429)
            .contentType("application/problem+json")
            .body("type", equalTo("urn:veilor-mesh:problem:too-many-requests"))
            .extract()
            .header("Retry-After");
    assertThat(Integer.parseInt(wait)).isBetween(1, 20);
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
