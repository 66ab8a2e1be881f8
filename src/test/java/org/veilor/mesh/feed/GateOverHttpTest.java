package org.veilor.mesh.feed;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.gate.Gate;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.publish.KeptInDatabase;
import org.veilor.mesh.support.MintedTexts;

/** What an admin may ask of the gate. */
@QuarkusTest
@TestProfile(KeptInDatabase.class)
class GateOverHttpTest {
  @Inject Gate gate;
  @Inject GateFeed feed;
  @Inject CreateApiToken tokens;
  @Inject Clock clock;

  @BeforeEach
  void knowsTheMesh() {
    feed.refresh();
    KnownMesh.tell(gate, clock.instant());
  }

  @Test
  void what_is_let_in_says_who_it_is_and_by_which_version() {
    explain(KnownMesh.GUEST, "X.Veilor:443")
        .statusCode(200)
        .body("allowed", equalTo(true))
        .body("reason", equalTo("allowed"))
        .body("sentence", equalTo("phone may have x.veilor."))
        .body("tier", equalTo("guest"))
        .body("who", equalTo("phone"))
        .body("user", equalTo("alice"))
        .body("vhost", equalTo("x.veilor"))
        .body("version", equalTo((int) KnownMesh.VERSION))
        .body("ageSeconds", greaterThanOrEqualTo(0))
        .body("fresh", equalTo(true));
  }

  @ParameterizedTest
  @CsvSource({
    "100.64.0.5, sys.veilor, not_allowed, guest, phone, sys.veilor",
    "100.64.0.7, nothing.veilor, unknown_vhost, admin, onyx, unknown",
    "100.64.0.7, a@b, not_a_vhost, admin, onyx, none",
    "100.64.0.99, x.veilor, unknown_node, none, 100.64.0.99, x.veilor",
    "172.17.0.1, x.veilor, source_natted, none, 172.17.0.1, x.veilor",
    "phone, x.veilor, not_an_address, none, ?, x.veilor",
    "8.8.8.8, x.veilor, not_allowed, public, public, x.veilor"
  })
  void what_is_refused_says_why(
      String address, String vhost, String reason, String tier, String who, String as) {
    explain(address, vhost)
        .statusCode(200)
        .body("allowed", equalTo(false))
        .body("reason", equalTo(reason))
        .body("sentence", containsString("."))
        .body("tier", equalTo(tier))
        .body("who", equalTo(who))
        .body("vhost", equalTo(as));
  }

  @Test
  void what_is_too_old_says_how_old_and_a_gate_that_knows_nothing_says_why() {
    KnownMesh.tell(gate, clock.instant().minus(Duration.ofHours(2)));
    explain(KnownMesh.GUEST, "x.veilor")
        .body("reason", equalTo("stale"))
        .body("fresh", equalTo(false))
        .body("ageSeconds", greaterThanOrEqualTo(7200));
    explain(KnownMesh.ADMIN, "sys.veilor").body("reason", equalTo("allowed"));

    gate.forget();
    explain(KnownMesh.GUEST, "x.veilor")
        .statusCode(200)
        .body("reason", equalTo("not_ready"))
        .body("fresh", equalTo(false))
        .body("version", nullValue())
        .body("ageSeconds", nullValue());
  }

  @ParameterizedTest
  @CsvSource({
    "vhost=x.veilor, address",
    "address=&vhost=x.veilor, address",
    "address=%20&vhost=x.veilor, address",
    "address=100.64.0.5, vhost",
    "address=100.64.0.5&vhost=%09, vhost"
  })
  void what_is_missing_is_named(String query, String field) {
    get("/explain?" + query, Scope.POLICY_READ)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", equalTo(field))
        .body("detail", containsString(field + " is missing"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "x", "99999"})
  void a_limit_that_is_none_is_named(String limit) {
    get("/denials?limit=" + limit, Scope.POLICY_READ)
        .statusCode(400)
        .body("field", equalTo("limit"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/explain?address=100.64.0.5&vhost=x.veilor", "/denials"})
  void only_who_may_read_the_policy_may_ask(String path) {
    given().get("/api/v1/gate" + path).then().statusCode(401);
    get(path, Scope.KEYS_ADMIN).statusCode(403);
    get(path, Scope.POLICY_READ).statusCode(200);
  }

  private ValidatableResponse explain(String address, String vhost) {
    return get("/explain?address=%s&vhost=%s".formatted(address, vhost), Scope.POLICY_READ);
  }

  private ValidatableResponse get(String path, Scope scope) {
    var token =
        tokens
            .create(Actor.system("test"), "t" + UUID.randomUUID(), Set.of(scope), Optional.empty())
            .text();
    MintedTexts.rememberFrom(token);
    return given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + token)
        .get("/api/v1/gate" + path)
        .then();
  }
}
