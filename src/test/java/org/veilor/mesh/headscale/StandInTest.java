package org.veilor.mesh.headscale;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bean that the application has in tests. */
@QuarkusTest
class StandInTest {
  private static final Instant LATER = Instant.parse("2031-02-03T04:05:06.123457Z");

  private final HeadscaleDoors headscale;

  StandInTest(HeadscaleDoors headscale) {
    this.headscale = headscale;
  }

  @Test
  void answers_the_application() {
    assertThat(headscale.itself().version()).hasToString("v0.29.3+stand-in");
  }

  @Test
  void a_key_lives_and_ends_as_at_headscale() {
    MintedPreAuthKey minted = headscale.keys().createPreAuthKey(List.of("tag:guest"), LATER);

    assertThat(minted.text()).matches("hskey-auth-[\\w-]{12}-[\\w-]{64}");
    assertThat(minted.record().prefix()).isEqualTo(minted.text().substring(11, 23));
    assertThat(minted.toString()).doesNotContain(minted.text().substring(24));
    assertThat(headscale.keys().preAuthKeys()).contains(minted.record());

    headscale.keys().expirePreAuthKey(minted.record().id());
    assertThat(headscale.keys().preAuthKeys())
        .filteredOn(key -> key.id().equals(minted.record().id()))
        .singleElement()
        .satisfies(key -> assertThat(key.expiration()).isBefore(LATER));
    headscale.keys().deletePreAuthKey(minted.record().id());
    headscale.keys().deletePreAuthKey(minted.record().id());
    assertThat(headscale.keys().preAuthKeys())
        .extracting(PreAuthKey::id)
        .doesNotContain(minted.record().id());
  }

  @Test
  void refuses_what_headscale_refuses() {
    assertThatThrownBy(() -> headscale.keys().createPreAuthKey(List.of("guest"), LATER))
        .isInstanceOfSatisfying(
            HeadscaleException.class,
            failed ->
                assertThat(failed.failure())
                    .isEqualTo(
                        new HeadscaleFailure.Refused("tag must start with the string 'tag:'")));
  }

  @Test
  void answers_in_the_shape_of_0_29() throws Exception {
    StandIn standIn = StandIn.start(Clock.systemUTC(), new StandInMesh());
    try {
      String newKey = "{\"expiration\":\"" + LATER + "\",\"aclTags\":[\"tag:guest\"]}";
      assertShape(standIn, "health", "GET", "/api/v1/health", "");
      assertShape(standIn, "key-create", "POST", "/api/v1/preauthkey", newKey);
      assertShape(standIn, "key-list", "GET", "/api/v1/preauthkey", "");
      assertShape(standIn, "empty", "POST", "/api/v1/preauthkey/expire", "{\"id\":\"9\"}");
      assertShape(standIn, "empty", "DELETE", "/api/v1/preauthkey?id=9", "");
      assertShape(standIn, "error-node-unknown", "DELETE", "/api/v1/node/9", "");
      assertShape(standIn, "error-policy-missing", "GET", "/api/v1/policy", "");
      assertShape(standIn, "policy", "PUT", "/api/v1/policy", "{\"policy\":\"{}\"}");
      assertShape(standIn, "policy", "GET", "/api/v1/policy", "");
      assertShape(standIn, "empty", "POST", "/api/v1/policy/check", "{\"policy\":\"{}\"}");
      assertShape(standIn, "error-node-unknown", "POST", "/api/v1/preauthkey", "not JSON");
      assertShape(standIn, "error-node-unknown", "POST", "/api/v1/preauthkey/expire", "{}");
    } finally {
      standIn.stop();
    }
  }

  @Test
  void admits_nobody_without_its_key() {
    StandIn standIn = StandIn.start(Clock.systemUTC(), new StandInMesh());
    try {
      given()
          .header("Authorization", "Bearer wrong")
          .get(standIn.url() + "/api/v1/preauthkey")
          .then()
          .statusCode(401)
          .body(is("Unauthorized"));
    } finally {
      standIn.stop();
    }
  }

  private static void assertShape(
      StandIn standIn, String fixture, String method, String path, String body) {
    String answer =
        given()
            .header("Authorization", "Bearer " + standIn.apiKey())
            .contentType("application/json")
            .body(body)
            .request(method, standIn.url() + path)
            .asString();
    assertThat(JsonShape.of(Fixture.json(answer)))
        .as(method + " " + path)
        .isEqualTo(JsonShape.of(Fixture.json("0.29", fixture)));
  }
}
