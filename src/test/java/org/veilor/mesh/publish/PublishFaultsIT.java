package org.veilor.mesh.publish;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.LabExtension;
import org.veilor.mesh.lab.Shown;

/**
 * Headscale and the database on a bad day, at each step of a publish. Whatever breaks off: what is
 * in force is on record, and the next publish goes through.
 */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishFaultsIT {
  private static final String POLICY = "/api/v1/policy";
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(25);

  private final WireMockServer proxy =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private Lab lab;
  private PublishCalls calls;
  private long before;
  private int port = 9000;

  /** One server for all: it has to get well by itself after each of these days. */
  @BeforeAll
  void standBefore(Lab drawn) {
    lab = drawn;
    proxy.start();
    passOn();
    lab.server(
        Map.of(
            "mesh.headscale.url", proxy.baseUrl(),
            "mesh.headscale.connect-timeout", "PT0.4S",
            "mesh.headscale.read-timeout", "PT1S",
            "mesh.policy.source", "database",
            "mesh.policy.lease", "PT3S",
            "mesh.policy.check-every", "PT1S",
            "mesh.policy.good-for", "PT0S"));
    calls = new PublishCalls(lab.server());
  }

  @BeforeEach
  void well() {
    passOn();
    await()
        .atMost(SETTLED_WITHIN)
        .until(() -> calls.publishes(PolicyCalls.SHIPPED).statusCode() == 200);
    before = calls.inForce();
  }

  @AfterAll
  void stepAside() {
    proxy.stop();
  }

  /**
   * A broken connection and no answer: at a call that only reads, the others are no other thing.
   */
  static Stream<Arguments> twoFaults() {
    return faults().skip(2);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("500", aResponse().withStatus(500).withBody("{\"code\":2,\"message\":\"x\"}")),
        Arguments.of("HTML", aResponse().withStatus(200).withBody("<html>It works!</html>")),
        Arguments.of("a connection reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
        Arguments.of("no answer", aResponse().withStatus(200).withFixedDelay(2500)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("twoFaults")
  void before_anything_is_asked(String name, ResponseDefinitionBuilder fault) {
    proxy.stubFor(get(urlEqualTo(POLICY)).willReturn(fault));
    assertProblem();
    assertWell();
    assertThat(calls.inForce()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("twoFaults")
  void at_headscales_own_check(String name, ResponseDefinitionBuilder fault) {
    proxy.stubFor(post(urlEqualTo(POLICY + "/check")).willReturn(fault));
    assertProblem();
    assertWell();
    assertThat(calls.inForce()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void instead_of_the_write(String name, ResponseDefinitionBuilder fault) {
    proxy.stubFor(put(urlEqualTo(POLICY)).willReturn(fault));
    assertProblem();
    assertWell();
    assertThat(calls.inForce()).isEqualTo(before);
    assertThat(calls.states()).last().isEqualTo("GIVEN_UP");
    Shown.by(lab.headscale().version(), name + " instead of the write: what was in force stays");
  }

  @Test
  void the_write_is_done_and_its_answer_comes_too_late() {
    proxy.stubFor(
        put(urlEqualTo(POLICY))
            .willReturn(
                aResponse().proxiedFrom(lab.headscale().url().toString()).withFixedDelay(1800)));
    var answer = calls.publishes("late", ++port, "" + before);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(lab.headscale().policy()).contains("tag:edge:" + port);
    assertWell();
    assertThat(calls.inForce()).isEqualTo(PublishCalls.body(answer).path("number").asLong());
    Shown.by(
        lab.headscale().version(), "the answer to a write was lost: it is looked, not guessed");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void the_write_is_done_and_then_nothing_is_heard(String name, ResponseDefinitionBuilder fault) {
    proxy.stubFor(
        put(urlEqualTo(POLICY))
            .inScenario("deaf")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("written")
            .willReturn(aResponse().proxiedFrom(lab.headscale().url().toString())));
    proxy.stubFor(
        get(urlEqualTo(POLICY))
            .inScenario("deaf")
            .whenScenarioStateIs("written")
            .willReturn(fault));
    var answer = calls.publishes("deaf", ++port, "" + before);
    assertThat(answer.statusCode()).as(answer.body()).isIn(502, 503, 504);
    passOn();
    assertWell();
    assertThat(lab.headscale().policy()).contains("tag:edge:" + port);
    assertThat(calls.states()).last().isEqualTo("IN_FORCE");
    Shown.by(lab.headscale().version(), name + " after the write: found out by itself");
  }

  @Test
  void somebody_else_writes_at_the_same_time() {
    proxy.stubFor(
        put(urlEqualTo(POLICY))
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", "application/json")
                    .withBody("{\"policy\":\"{}\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}")));
    var answer = calls.publishes("lost", ++port, "" + before);
    assertThat(PublishCalls.problem(answer)).isEqualTo("policy-overwritten");
    assertWell();
    assertThat(calls.inForce()).isEqualTo(before);
  }

  @Test
  void grammar_that_is_newer_than_ours_is_an_alarm_and_no_key_is_minted() {
    proxy.stubFor(
        get(urlEqualTo(POLICY))
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", "application/json")
                    .withBody(
                        """
                        {"policy":"{\\"acls\\":[],\\"wormholes\\":[{\\"from\\":\\"tag:guest\\"}]}",
                         "updatedAt":"2026-01-01T00:00:00Z"}\
                        """)));
    await()
        .atMost(SETTLED_WITHIN)
        .until(() -> calls.state().path("standing").asText().equals("foreign"));
    assertThat(calls.state().path("proven").asBoolean()).isFalse();
    assertThat(calls.state().path("sentence").asText()).contains("wormholes");
    var mint = lab.server().post("/api/v1/keys", "{\"tier\":\"guest\",\"subject\":\"new\"}");
    assertThat(PublishCalls.problem(mint)).isEqualTo("policy-not-proven");
    assertWell();
  }

  @Test
  void two_megabytes_by_somebody_else_are_read_and_told_like_any_other() {
    var huge = "{ // " + "x".repeat(2 << 20) + "\n \"acls\": []}";
    lab.headscale().policy(huge);
    await()
        .atMost(SETTLED_WITHIN)
        .until(() -> calls.state().path("standing").asText().equals("foreign"));
    assertThat(calls.state().path("sentence").asText()).hasSizeLessThan(2000);
    var ready = lab.server().kept("/q/health/ready");
    assertThat(ready.body()).hasSizeLessThan(8000);
    assertThat(calls.posts("rollback", Map.of("version", before, "reason", "drift")).statusCode())
        .isEqualTo(200);
    assertWell();
  }

  @Test
  void the_database_is_gone_before() {
    lab.server().database().stops();
    var answer = calls.publishes("nowhere", ++port, "current");
    lab.server().database().starts();
    assertThat(PublishCalls.problem(answer)).isEqualTo("database-unavailable");
    assertWell();
    assertThat(calls.inForce()).isEqualTo(before);
    assertThat(lab.headscale().policy()).doesNotContain(":" + port + "\"");
  }

  /** Something is wrong, and the caller is told what, and soon. */
  private void assertProblem() {
    var answer = calls.publishes("broken", ++port, "" + before);
    assertThat(answer.statusCode()).as(answer.body()).isIn(502, 503, 504);
    assertThat(PublishCalls.problem(answer)).startsWith("headscale-");
    assertThat(lab.headscale().policy()).doesNotContain("tag:edge:" + port);
    passOn();
  }

  /** Nothing half in force, and nothing in force that is not on record. */
  private void assertWell() {
    passOn();
    await()
        .atMost(SETTLED_WITHIN)
        .untilAsserted(() -> {
          assertThat(calls.states()).doesNotContain("PENDING");
          assertThat(calls.state().path("standing").asText()).isEqualTo("as-published");
          assertThat(lab.headscale().policy())
              .isEqualTo(calls.version(calls.inForce()).path("policy").asText());
        });
  }

  private void passOn() {
    proxy.resetAll();
    proxy.stubFor(
        any(anyUrl())
            .atPriority(10)
            .willReturn(aResponse().proxiedFrom(lab.headscale().url().toString())));
  }
}
