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
class FailedLogInLimitTest {
  @Inject CreateApiToken create;

  @Test
  void theWrongTokenAboveTheLimitMustWaitAndAGoodOneOpens() {
    String good =
        create
            .create(Actor.system("test"), "good", Set.of(Scope.KEYS_GUEST), Optional.empty())
            .text();
    String wrong = good.substring(0, good.length() - 5) + "AAAAA";
    for (int i = 0; i < TightLimits.FAILED_LOG_INS_A_MINUTE; i++) {
      call(wrong).statusCode(401);
    }
    String wait =
        call(wrong)
            .statusCode(429)
            .contentType("application/problem+json")
            .body("type", equalTo("urn:veilor-mesh:problem:too-many-failed-log-ins"))
            .extract()
            .header("Retry-After");
    assertThat(Integer.parseInt(wait)).isBetween(1, 20);
    call(good).statusCode(200);
  }

  private static ValidatableResponse call(String token) {
    return given().header("Authorization", "Bearer " + token).get("/api/test/guest").then();
  }
}
