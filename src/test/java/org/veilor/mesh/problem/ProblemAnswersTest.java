package org.veilor.mesh.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veilor.mesh.identity.IdentityProblem;

@QuarkusTest
class ProblemAnswersTest {
  private static final String BODY = "/api/test/body";

  @Test
  void a_good_body_is_answered_with_iso_instants_and_the_headers_of_the_api() {
    post("{\"name\":\"alice\"}")
        .statusCode(200)
        .body("at", equalTo("1970-01-01T00:00:00Z"))
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Content-Security-Policy", containsString("default-src 'none'"));
  }

  @Test
  void malformed_json_names_line_and_column_and_repeats_nothing() {
    problem(post("{\"name\":\n  hunter2"), GeneralProblem.INVALID_REQUEST)
        .body("line", equalTo(2))
        .body("detail", containsString("line 2, column"))
        .body("detail", not(containsString("hunter2")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hunter2", "[]", "\"x\"", "null", "{\"name\":\"a\"} {}", "{\"name\":"})
  void what_is_not_one_json_object_is_refused(String body) {
    problem(post(body), GeneralProblem.INVALID_REQUEST)
        .body("detail", not(containsString("hunter2")));
  }

  @Test
  void an_unknown_field_is_named_with_the_known_ones() {
    problem(post("{\"nmae\":\"hunter2\"}"), GeneralProblem.INVALID_REQUEST)
        .body("field", equalTo("nmae"))
        .body("known", containsInAnyOrder("count", "name", "nested", "ttl"))
        .body("detail", not(containsString("hunter2")));
  }

  @Test
  void a_field_given_twice_is_refused() {
    problem(post("{\"name\":\"a\",\"name\":\"b\"}"), GeneralProblem.INVALID_REQUEST);
  }

  @Test
  void a_wrong_type_names_the_field_and_what_is_asked_for() {
    problem(post("{\"name\":\"a\",\"count\":\"hunter2\"}"), GeneralProblem.INVALID_REQUEST)
        .body("field", equalTo("count"))
        .body("detail", containsString("a whole number"))
        .body("detail", not(containsString("hunter2")));
    problem(post("{\"name\":\"a\",\"ttl\":\"tomorrow\"}"), GeneralProblem.INVALID_REQUEST)
        .body("field", equalTo("ttl"))
        .body("detail", containsString("PT24H"));
    problem(post("{\"name\":\"a\",\"nested\":{\"flag\":[]}}"), GeneralProblem.INVALID_REQUEST)
        .body("field", equalTo("nested.flag"));
  }

  @Test
  void a_violated_constraint_names_the_field_as_the_caller_wrote_it() {
    problem(post("{\"name\":\" \"}"), GeneralProblem.INVALID_REQUEST)
        .body("errors[0].field", equalTo("name"));
  }

  @Test
  void addresses_methods_and_media_types_that_do_not_fit() {
    problem(given().get("/api/nothing/here").then(), GeneralProblem.NOT_FOUND);
    problem(given().get("/nothing").then(), GeneralProblem.NOT_FOUND);
    problem(given().delete(BODY).then(), GeneralProblem.METHOD_NOT_ALLOWED)
        .header("Allow", "OPTIONS, POST");
    given().options(BODY).then().statusCode(200).header("Allow", "OPTIONS, POST");
    problem(
        given().accept("text/csv").contentType(ContentType.JSON).body("{}").post(BODY).then(),
        GeneralProblem.NOT_ACCEPTABLE);
    problem(
        given().contentType("text/plain").body("name=a").post(BODY).then(),
        GeneralProblem.WRONG_CONTENT_TYPE);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/keys, 'GET, HEAD, OPTIONS, POST'",
    "/api/v1/keys/7, 'DELETE, GET, HEAD, OPTIONS'",
    "/api/v1/keys/7/regenerate, 'OPTIONS, POST'",
  })
  void allow_names_the_methods_of_that_very_address(String path, String methods) {
    given().options(path).then().statusCode(200).header("Allow", methods);
    problem(given().put(path).then(), GeneralProblem.METHOD_NOT_ALLOWED).header("Allow", methods);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "7", "1.5"})
  void what_is_no_text_is_not_made_one(String value) {
    problem(post("{\"name\":%s}".formatted(value)), GeneralProblem.INVALID_REQUEST)
        .body("field", equalTo("name"))
        .body("detail", containsString("a text is asked for"));
  }

  @Test
  void of_two_credentials_none_is_chosen_and_an_empty_idempotency_key_is_none() {
    problem(
            given().header("Authorization", "Bearer a", "Bearer b").get("/api/v1/keys").then(),
            GeneralProblem.INVALID_REQUEST)
        .body("field", equalTo("Authorization"));
    problem(
            given().header("Idempotency-Key", "").body("{}").post("/api/v1/keys").then(),
            GeneralProblem.INVALID_REQUEST)
        .body("field", equalTo("Idempotency-Key"));
  }

  @Test
  void a_body_of_2_mb_is_refused_with_the_limit() {
    problem(post("x".repeat(2_000_000)), GeneralProblem.BODY_TOO_LARGE)
        .body("limit", equalTo(65536))
        .header("X-Content-Type-Options", "nosniff");
  }

  @Test
  void a_body_that_does_not_say_how_long_it_is_is_refused_too() {
    var endless = new ByteArrayInputStream(("{\"name\":\"" + "x".repeat(2_000_000)).getBytes());
    problem(
        given().contentType(ContentType.JSON).body(endless).post(BODY).then(),
        GeneralProblem.BODY_TOO_LARGE);
  }

  @Test
  void retry_after_is_rounded_up_and_an_extension_replaces_nothing() {
    problem(given().get("/api/test/throws/busy").then(), IdentityProblem.TOO_MANY_REQUESTS)
        .header("Retry-After", "2")
        .body("detail", equalTo("slow down"))
        .body("limit", equalTo(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"disk", "readonly"})
  void a_database_that_cannot_write_is_unavailable(String what) {
    problem(given().get("/api/test/throws/" + what).then(), GeneralProblem.DATABASE_UNAVAILABLE)
        .header("Retry-After", "5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"syntax", "anything"})
  void what_nobody_foresaw_is_told_by_an_incident_only(String what) {
    problem(given().get("/api/test/throws/" + what).then(), GeneralProblem.INTERNAL)
        .body("incident", matchesPattern("[0-9a-f-]{36}"))
        .body("instance", containsString("urn:uuid:"))
        .body("detail", not(containsString("secret-of-the-server")));
  }

  private static ValidatableResponse post(String body) {
    return given().contentType(ContentType.JSON).body(body).post(BODY).then();
  }

  private static ValidatableResponse problem(ValidatableResponse response, ProblemType type) {
    return response
        .statusCode(type.status())
        .contentType("application/problem+json")
        .body("type", equalTo(type.urn()))
        .body("title", equalTo(type.title()))
        .body("status", equalTo(type.status()));
  }
}
