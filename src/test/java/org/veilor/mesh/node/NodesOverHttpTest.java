package org.veilor.mesh.node;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.audit.AuditEntry;
import org.veilor.mesh.audit.AuditTrail;
import org.veilor.mesh.headscale.StandInMesh;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.support.MintedTexts;

/** Machines as a client of the API meets them, on the stand-in. */
@QuarkusTest
class NodesOverHttpTest {
  private static final String NOBODYS_KEY = "999999";

  @Inject CreateApiToken tokens;
  @Inject AuditTrail audit;
  @Inject StandInMesh mesh;

  /** Not used by another test: the audit log knows them all. */
  private final String id = String.valueOf(Math.abs(UUID.randomUUID().getMostSignificantBits()));

  @AfterEach
  void empties() {
    mesh.isEmptyAgain();
  }

  @ParameterizedTest(name = "a machine with {0} by a token for {1}: {2}")
  @CsvSource({
    "tag:guest, keys:guest, 200",
    "tag:guest, keys:infra, 404",
    "tag:guest, keys:admin, 404",
    "tag:guest, keys:read, 403",
    "tag:guest, policy:write, 404",
    "tag:infra, keys:infra, 200",
    "tag:infra, keys:guest, 404",
    "tag:infra, keys:admin, 404",
    "tag:infra, keys:read keys:guest, 403",
    "tag:admin, keys:admin, 200",
    "tag:admin, keys:guest, 404",
    "tag:admin, keys:infra, 404",
    "'', keys:admin, 200",
    "'', keys:guest keys:infra, 404",
    "'', keys:read, 403",
    "tag:edge, keys:admin, 200",
    "tag:edge, keys:guest keys:infra, 404",
    "tag:theirs, keys:admin, 200",
    "tag:guest tag:infra, keys:guest, 404",
    "tag:guest tag:infra, keys:guest keys:infra, 200",
    "tag:guest tag:edge, keys:guest keys:read, 403",
    "tag:guest tag:edge, keys:guest keys:admin, 200"
  })
  void who_may_issue_a_tier_may_take_it_back(String tags, String scopes, int status) {
    joins("phone", tags, NOBODYS_KEY);

    var answer = as(scopes).delete("/api/v1/nodes/" + id).then().statusCode(status);

    assertThat(mesh.has(id)).isEqualTo(status != 200);
    assertThat(written()).hasSize(status == 200 ? 1 : 0);
    if (status == 403) {
      answer.body("detail", containsString("a token needs the scope keys:"));
    }
    if (status == 404) {
      assertThat(answer.extract().asString())
          .as("as if it were not there")
          .isEqualTo(as(scopes).delete("/api/v1/nodes/4711").asString());
    }
  }

  @Test
  void without_a_token_nobody_is_answered() {
    given().delete("/api/v1/nodes/" + id).then().statusCode(401);
    given().get("/api/v1/nodes").then().statusCode(401);
    as("keys:guest keys:infra keys:admin policy:read").get("/api/v1/nodes").then().statusCode(403);
  }

  @Test
  void what_was_removed_is_told_and_written_down_and_a_second_time_it_is_not_there() {
    var subject = "owner-" + id;
    joins("alices-phone", "tag:guest", keyOf(subject));

    removes()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("name", equalTo("alices-phone"))
        .body("tier", equalTo("guest"))
        .body("subject", equalTo(subject))
        .body("addresses", contains("100.64.0.5"));
    removes()
        .statusCode(404)
        .body("type", endsWith(":not-found"))
        .body("detail", containsString("node list"));

    assertThat(written())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.result()).isEqualTo("ok");
          assertThat(it.before())
              .contains("alices-phone", "100.64.0.5", "tag:guest", "\"" + subject + "\"");
          assertThat(it.after()).isEqualTo("{}");
          assertThat(it.actorKind()).isEqualTo("TOKEN");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "x",
        "-1",
        "1.0",
        "007",
        "%2e%2e",
        "7%2Fexpire",
        "٧",
        "123456789012345678901"
      })
  void an_id_that_is_none_is_not_there(String junk) {
    mesh.joins("7", "phone", "100.64.0.5", List.of("tag:guest"), NOBODYS_KEY);

    all().urlEncodingEnabled(false).delete("/api/v1/nodes/" + junk).then().statusCode(404);

    assertThat(mesh.has("7")).isTrue();
  }

  @Test
  void several_at_once_take_it_off_once_and_hear_nothing_worse_than_that_it_is_gone() {
    joins("phone", "tag:guest", NOBODYS_KEY);
    var token = token("keys:guest");
    var calls =
        IntStream.range(0, 6)
            .mapToObj(i ->
                CompletableFuture.supplyAsync(
                    () -> with(token).delete("/api/v1/nodes/" + id).statusCode()))
            .toList();

    assertThat(calls.stream().map(CompletableFuture::join)).contains(200).isSubsetOf(200, 404);
    assertThat(mesh.has(id)).isFalse();
  }

  @Test
  void another_headscale_is_left_alone() {
    joins("phone", "tag:guest", NOBODYS_KEY);
    as("keys:read").get("/api/v1/nodes").then().statusCode(200);
    mesh.isAnother();

    removes().statusCode(503).body("type", endsWith(":another-headscale"));

    assertThat(mesh.has(id)).isTrue();
    as("keys:read").get("/api/v1/nodes").then().body("type", endsWith(":another-headscale"));
  }

  @Test
  void the_list_is_by_name_and_says_whose_each_is() {
    var subject = "owner-" + id;
    joins("b-phone", "tag:guest", keyOf(subject));
    mesh.joins("3", "c-own", "100.64.0.8", List.of(), NOBODYS_KEY);
    mesh.joins("4", "a-edge", "100.64.0.9", List.of("tag:edge"), NOBODYS_KEY);

    lists("")
        .body("items.name", contains("a-edge", "b-phone", "c-own"))
        .body("items.tier", contains("none", "guest", "none"))
        .body("items.subject", contains("", subject, ""))
        .body("items[1].online", equalTo(true))
        .body("items[1].lastSeen", equalTo("2031-02-02T05:00:00.500Z"))
        .body("total", equalTo(3));
    lists("?limit=1").body("items.name", contains("a-edge")).body("total", equalTo(3));
    lists("?tier=guest").body("items.name", contains("b-phone")).body("total", equalTo(1));
    lists("?tier=none").body("items.name", contains("a-edge", "c-own"));
    lists("?name=C-OWN").body("items.id", contains("3"));
    lists("?name=own").body("items", hasSize(0)).body("total", equalTo(0));
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=1001, limit",
    "limit=-1, limit",
    "limit=x, limit",
    "tier=edge, tier",
    "tier=GUEST, tier",
    "name=%20, name"
  })
  void what_cannot_be_used_is_named(String query, String field) {
    as("keys:read")
        .urlEncodingEnabled(false)
        .get("/api/v1/nodes?" + query)
        .then()
        .statusCode(400)
        .body("field", equalTo(field));
  }

  private ValidatableResponse lists(String query) {
    return as("keys:read").get("/api/v1/nodes" + query).then().statusCode(200);
  }

  private ValidatableResponse removes() {
    return all().delete("/api/v1/nodes/" + id).then();
  }

  private void joins(String name, String tags, String keyId) {
    var each = Arrays.stream(tags.split(" ")).filter(it -> !it.isEmpty()).toList();
    mesh.joins(id, name, "100.64.0.5", each, keyId);
  }

  /** Headscale's number of a key that we minted. */
  private String keyOf(String subject) {
    var minted =
        all()
            .contentType(ContentType.JSON)
            .body(Map.of("tier", "guest", "subject", subject))
            .post("/api/v1/keys");
    MintedTexts.rememberFrom(minted.asString());
    return all().get("/api/v1/keys/" + minted.path("id")).path("headscaleId");
  }

  private List<AuditEntry> written() {
    return audit
        .list(new AuditTrail.Query("node.remove", "node:" + id, OptionalLong.empty(), 10))
        .items();
  }

  private RequestSpecification all() {
    return as(
        EnumSet.allOf(Scope.class).stream().map(Scope::text).collect(Collectors.joining(" ")));
  }

  private RequestSpecification as(String scopes) {
    return with(token(scopes));
  }

  private static RequestSpecification with(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private String token(String scopes) {
    Set<Scope> each =
        Arrays.stream(scopes.split(" "))
            .map(it -> Scope.of(it).orElseThrow())
            .collect(Collectors.toSet());
    var token =
        tokens.create(Actor.system("test"), "t" + UUID.randomUUID(), each, Optional.empty()).text();
    MintedTexts.rememberFrom(token);
    return token;
  }
}
