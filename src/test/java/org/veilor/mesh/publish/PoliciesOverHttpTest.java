package org.veilor.mesh.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veilor.mesh.headscale.HeadscalePolicy;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.policy.PolicyConfig;

/** The policy over HTTP, on the stand-in: what is said, not what Headscale does. */
@QuarkusTest
@TestProfile(KeptInDatabase.class)
class PoliciesOverHttpTest {
  @Inject CreateApiToken create;
  @Inject HeadscalePolicy headscale;
  @Inject PolicyWatch watch;
  @Inject FileSource file;
  @Inject PolicyConfig config;
  @Inject Clock clock;

  private PolicyCalls calls;

  @BeforeEach
  void logIn() {
    calls = new PolicyCalls(create, Scope.POLICY_READ, Scope.POLICY_WRITE, Scope.KEYS_GUEST);
  }

  @Test
  void what_was_published_is_in_force_and_on_record_byte_for_byte() {
    long before = calls.puts(PolicyCalls.SHIPPED);
    var truth = PolicyCalls.with("files", 8443) + "# the end, with no line end";
    long number = calls.puts(truth);

    assertThat(number).isGreaterThan(before);
    calls
        .get("")
        .statusCode(200)
        .body("source", equalTo("database"))
        .body("standing", equalTo("as-published"))
        .body("proven", equalTo(true))
        .body("inForce.number", equalTo((int) number))
        .body("inForce.reason", equalTo("a test's"));
    calls
        .get("/history/" + number)
        .statusCode(200)
        .body("truth", equalTo(truth))
        .body("state", equalTo("IN_FORCE"))
        .body("textDiff", containsString("+  - {vhost: files.veilor"));
    calls.get("/history/" + before).body("state", equalTo("SUPERSEDED"));
    assertThat(headscale.policy().orElseThrow().hujson()).contains("tag:edge:8443");
  }

  @Test
  void the_same_again_is_no_new_version() {
    long number = calls.puts(PolicyCalls.SHIPPED);
    var at = headscale.policy().orElseThrow().updatedAt();
    assertThat(calls.puts(PolicyCalls.SHIPPED)).isEqualTo(number);
    assertThat(headscale.policy().orElseThrow().updatedAt()).isEqualTo(at);
  }

  @Test
  void of_two_admins_the_second_is_told_what_is_in_force() {
    long base = calls.puts(PolicyCalls.SHIPPED);
    var first = calls.publish(PolicyCalls.with("one", 8001), "" + base).statusCode(200);
    int now = first.extract().path("number");
    calls
        .publish(PolicyCalls.with("two", 8002), "" + base)
        .statusCode(409)
        .body("type", equalTo("urn:veilor-mesh:problem:policy-moved-on"))
        .body("inForce", equalTo(now))
        .body("detail", containsString("Version " + now + " is in force"));
    calls.publish(PolicyCalls.with("two", 8002), "" + now).statusCode(200);
  }

  @Test
  void a_rollback_is_a_version_of_its_own() {
    long old = calls.puts(PolicyCalls.SHIPPED);
    long wrong = calls.puts(PolicyCalls.with("files", 8443));
    calls
        .post("/rollback", Map.of("version", old, "reason", "a mistake", "base", "" + wrong))
        .statusCode(200)
        .body("rollsBackTo", equalTo((int) old))
        .body("number", equalTo((int) wrong + 1));
    assertThat(headscale.policy().orElseThrow().hujson()).doesNotContain("8443");
    calls
        .get("/history?limit=1")
        .body("items.size()", equalTo(1))
        .body("next", equalTo((int) wrong + 1));
    calls.post("/rollback", Map.of("version", 999_999, "reason", "no such")).statusCode(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tiers: {} | tiers",
        "services: [{on: edge}] | services[0]",
        "'expect: [\"guest reaches onyx\"]' | does not hold",
      })
  void what_is_unsound_is_refused_with_its_line(String section, String words) {
    long number = calls.puts(PolicyCalls.SHIPPED);
    var name = section.substring(0, section.indexOf(':'));
    var unsound =
        PolicyCalls.SHIPPED.replaceFirst("(?ms)^" + name + ":.*?(?=^[a-z]+:|\\z)", section + "\n");
    calls
        .publish(unsound, "current")
        .statusCode(422)
        .body("type", equalTo("urn:veilor-mesh:problem:policy-refused"))
        .body("detail", containsString("Line "))
        .body("faults.size()", org.hamcrest.Matchers.greaterThan(0))
        .body("faults.collect { it.field + it.fault }.join()", containsString(words));
    calls.get("").body("inForce.number", equalTo((int) number));
  }

  @ParameterizedTest
  @CsvSource({
    "reason, '', POST, /publish",
    "reason, 'two\nlines', POST, /publish",
    "base, x, POST, /publish",
    "limit, 0, GET, /history?limit=0",
    "below, x, GET, /history?below=x",
    "to, '', GET, /explain",
    "protocol, x, GET, /explain?to=x.veilor&protocol=x.y",
    "to, nowhere, GET, /explain?to=nowhere.veilor"
  })
  void bad_input_names_the_field(String field, String value, String method, String path) {
    calls.puts(PolicyCalls.SHIPPED);
    var answer =
        method.equals("GET")
            ? calls.get(path)
            : calls.post(
                path,
                field.equals("reason")
                    ? Map.of("truth", "x", "reason", value, "base", "current")
                    : Map.of("truth", "x", "reason", "r", field, value));
    answer.statusCode(400).body("field", equalTo(field));
  }

  @Test
  void without_a_base_nobodys_work_is_overwritten() {
    calls
        .post("/publish", Map.of("truth", PolicyCalls.SHIPPED, "reason", "r"))
        .statusCode(400)
        .body("field", equalTo("base"));
    calls.post("/publish", Map.of("reason", "r")).statusCode(400).body("field", equalTo("truth"));
  }

  @Test
  void diff_and_explain_speak_of_versions() {
    long old = calls.puts(PolicyCalls.SHIPPED);
    long now = calls.puts(PolicyCalls.with("files", 8443));
    calls
        .get("/diff?from=%d&to=%d".formatted(old, now))
        .statusCode(200)
        .body("textDiff", containsString("+  - {vhost: files.veilor"));
    calls.get("/diff").statusCode(400).body("field", equalTo("to"));
    calls
        .get("/explain?from=guest&to=files.veilor:8443")
        .statusCode(200)
        .body("[0].reached", equalTo(true))
        .body("[0].line", org.hamcrest.Matchers.greaterThan(1));
    calls.get("/explain?to=files.veilor").body("tier", hasItem("guest"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"acls\": [{\"action\": \"accept\", \"src\": [\"*\"], \"dst\": [\"*:*\"]}]}",
        "no policy"
      })
  void under_a_policy_that_is_not_proven_no_key_is_minted(String foreign) {
    long number = calls.puts(PolicyCalls.SHIPPED);
    mint().statusCode(201);
    headscale.setPolicy(foreign);

    mint()
        .statusCode(503)
        .header("Retry-After", "10")
        .body("type", equalTo("urn:veilor-mesh:problem:policy-not-proven"))
        .body("detail", containsString("./mesh policy rollback " + number));
    calls
        .get("")
        .body("standing", equalTo(foreign.equals("{}") ? "allow-all" : "foreign"))
        .body("proven", equalTo(false));

    calls.post("/rollback", Map.of("version", number, "reason", "drift")).statusCode(200);
    mint().statusCode(201);
    calls.get("").body("standing", equalTo("as-published")).body("drift", nullValue());
  }

  @Test
  void a_foreign_policy_that_breaks_no_promise_is_told_and_no_more() {
    calls.puts(PolicyCalls.SHIPPED);
    headscale.setPolicy("{\"acls\": []}");
    calls.get("").body("standing", equalTo("foreign")).body("proven", equalTo(true));
    mint().statusCode(201);
    watch.look();
  }

  @Test
  void a_look_of_long_ago_is_no_readiness() {
    calls.puts(PolicyCalls.SHIPPED);
    var now = new PolicyReadiness(watch, file, config, clock).call();
    assertThat(now.getStatus()).isEqualTo(Status.UP);
    var later = Clock.offset(clock, config.checkEvery().multipliedBy(3).plusMinutes(2));
    var then = new PolicyReadiness(watch, file, config, later).call();
    assertThat(then.getStatus()).isEqualTo(Status.DOWN);
    assertThat(then.getData().orElseThrow().get("trouble").toString())
        .contains("nobody has looked");
  }

  @Test
  void a_truth_of_thousands_of_services_comes_through_and_what_is_too_large_does_not() {
    var services = new StringBuilder("services:\n");
    for (int port = 10_000; port < 18_000; port++) {
      services.append(
          "  - {name: s%d, on: edge, port: %d, protocol: tcp, tiers: [guest], note: \"%s\"}\n"
              .formatted(port, port, "é".repeat(50)));
    }
    calls.puts(PolicyCalls.SHIPPED.replace("services:\n", services));
    calls
        .publish("# " + "x".repeat(9 << 20), "current")
        .statusCode(413)
        .body("limit", equalTo(8 << 20));
    calls.post("/rollback", Map.of("version", 1, "reason", "x".repeat(70_000))).statusCode(413);
  }

  @Test
  void scopes_keep_readers_from_writing_and_others_from_reading() {
    var reader = new PolicyCalls(create, Scope.POLICY_READ);
    reader.get("").statusCode(200);
    reader.publish(PolicyCalls.SHIPPED, "current").statusCode(403);
    reader.post("/rollback", Map.of("version", 1, "reason", "r")).statusCode(403);
    var minter = new PolicyCalls(create, Scope.KEYS_GUEST);
    for (var path : new String[] {"", "/history", "/history/1", "/diff", "/explain?to=x.veilor"}) {
      minter.get(path).statusCode(403);
    }
  }

  private io.restassured.response.ValidatableResponse mint() {
    var answer =
        calls
            .call()
            .contentType(ContentType.JSON)
            .body(Map.of("tier", "guest", "subject", "s" + UUID.randomUUID()))
            .post("/api/v1/keys");
    org.veilor.mesh.support.MintedTexts.rememberFrom(answer.asString());
    return answer.then();
  }
}
