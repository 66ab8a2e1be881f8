package org.veilor.mesh.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People log in by another mechanism than machines, and both are callers. */
@QuarkusTest
class PeopleTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  @Test
  void a_bearer_token_that_is_not_ours_is_left_to_the_mechanism_that_knows_it() {
    browser()
        .header("Authorization", "Bearer " + PersonLogIn.TOKEN)
        .get("/console/test-page")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("kind=PERSON, name=alice, origin=127.0.0.1"),
                containsString("credential=person:alice"),
                containsString("scopes=[KEYS_GUEST]")));
  }

  @Test
  void a_person_may_do_what_the_roles_allow_and_no_more() {
    given()
        .header("Authorization", "Bearer " + PersonLogIn.TOKEN)
        .get("/api/v1/keys")
        .then()
        .statusCode(403)
        .body("type", is("urn:veilor-mesh:problem:forbidden"));
  }

  @ParameterizedTest
  @CsvSource({"Bearer nobody-knows-it", "Bearer mesh_broken", "Basic YWxpY2U6YQ==", "Bearer"})
  void what_nobody_knows_opens_nothing(String credential) {
    given()
        .header("Authorization", credential)
        .get("/api/v1/keys")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer");
  }

  @Test
  void a_browser_is_sent_to_log_in_and_a_program_is_told_what_to_send() {
    browser().get("/console/test-page").then().statusCode(302).header("Location", endsLogIn());
    browser()
        .header("Authorization", "Bearer mesh_broken")
        .get("/console/test-page")
        .then()
        .statusCode(302)
        .header("Location", endsLogIn());
    for (var path : new String[] {"/console/test-page", "/api/v1/keys"}) {
      given()
          .accept("*/*")
          .get(path)
          .then()
          .statusCode(401)
          .contentType("application/problem+json");
    }
    browser().get("/api/v1/keys").then().statusCode(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/v1/keys       | default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'
          /nowhere           | default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'
          /claims            | default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'
          /claim/test-page   | default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'
          /claim             | default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'
          /console/test-page | default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'
          """)
  void each_kind_of_page_has_one_policy(String path, String policy) {
    // Of two policies a browser obeys both.
    assertThat(browser().get(path).headers().getValues("Content-Security-Policy"))
        .containsExactly(policy);
  }

  @Test
  void a_page_is_never_kept() {
    for (var path : List.of("/claim/test-page", "/console/test-page", "/portal")) {
      assertThat(browser().get(path).headers().getValues("Cache-Control"))
          .containsExactly("no-store");
    }
  }

  private static org.hamcrest.Matcher<String> endsLogIn() {
    return org.hamcrest.Matchers.endsWith(PersonLogIn.PAGE);
  }

  private static RequestSpecification browser() {
    return given().redirects().follow(false).accept(BROWSER);
  }
}
