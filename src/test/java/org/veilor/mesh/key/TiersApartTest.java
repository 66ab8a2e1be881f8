package org.veilor.mesh.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.support.MintedTexts;
import org.veilor.mesh.support.TightLimits;

/** What a token of one tier can do to another tier: nothing, not even learn of it. */
@QuarkusTest
@TestProfile(TightLimits.class)
class TiersApartTest {
  private static final AtomicInteger COUNT = new AtomicInteger();

  @Inject CreateApiToken create;

  private final String subject = "subject-" + UUID.randomUUID();

  @Test
  void refused_calls_cost_the_subject_nothing() {
    var admin = token(Scope.KEYS_ADMIN);
    var id = mint(admin, "admin").statusCode(201).extract().<String>path("id");
    for (var i = 0; i <= TightLimits.KEYS_AN_HOUR; i++) {
      mint(admin, "admin").statusCode(409);
    }
    regenerate(admin, id).statusCode(201);
    regenerate(admin, id).statusCode(201);
    regenerate(admin, id)
        .statusCode(429)
        .body("type", equalTo("urn:veilor-mesh:problem:too-many-requests"));
  }

  @Test
  void a_guest_token_cannot_use_up_an_admins_quota() {
    var guest = token(Scope.KEYS_GUEST);
    var admin = token(Scope.KEYS_ADMIN);
    var id = mint(guest, "guest").statusCode(201).extract().<String>path("id");
    regenerate(guest, id).statusCode(201);
    regenerate(guest, id).statusCode(201);
    regenerate(guest, id).statusCode(429);
    for (var i = 0; i <= TightLimits.KEYS_AN_HOUR; i++) {
      mint(guest, "admin").statusCode(403);
    }
    mint(admin, "admin").statusCode(201);
  }

  @Test
  void a_subject_of_one_name_in_two_tiers_is_two_and_neither_hears_of_the_other() {
    var guest = token(Scope.KEYS_GUEST);
    var admin = token(Scope.KEYS_ADMIN);
    var adminKey = mint(admin, "admin").statusCode(201).extract().<String>path("id");
    var guestKey = mint(guest, "guest").statusCode(201).extract().<String>path("id");

    mint(guest, "guest")
        .statusCode(409)
        .body("keyId", equalTo(guestKey))
        .body("detail", not(containsString("admin")))
        .body("detail", not(containsString(adminKey)));
    regenerate(guest, adminKey).statusCode(404);
    revoke(guest, adminKey).statusCode(404);
    var unknown = regenerate(guest, UUID.randomUUID().toString()).extract().<String>path("detail");
    regenerate(guest, adminKey).body("detail", equalTo(unknown));
    regenerate(token(Scope.KEYS_GUEST, Scope.KEYS_READ), adminKey).statusCode(403);
    revoke(admin, adminKey).statusCode(200);
    revoke(guest, guestKey).statusCode(200);
  }

  private ValidatableResponse mint(String token, String tier) {
    return remembered(
        given()
            .header("Authorization", "Bearer " + token)
            .contentType(ContentType.JSON)
            .body(Map.of("tier", tier, "subject", subject))
            .post("/api/v1/keys")
            .then());
  }

  private static ValidatableResponse regenerate(String token, String id) {
    return remembered(
        given()
            .header("Authorization", "Bearer " + token)
            .post("/api/v1/keys/" + id + "/regenerate")
            .then());
  }

  private static ValidatableResponse revoke(String token, String id) {
    return given().header("Authorization", "Bearer " + token).delete("/api/v1/keys/" + id).then();
  }

  private static ValidatableResponse remembered(ValidatableResponse answer) {
    MintedTexts.rememberFrom(answer.extract().asString());
    return answer;
  }

  private String token(Scope... scopes) {
    var name = "tiers-apart-" + COUNT.incrementAndGet();
    var text = create.create(Actor.system("test"), name, Set.of(scopes), Optional.empty()).text();
    assertThat(text).startsWith("mesh_");
    MintedTexts.rememberFrom(text);
    return text;
  }
}
