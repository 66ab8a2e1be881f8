package org.veilor.mesh.key;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.veilor.mesh.support.FreePort;

/**
 * Headscale on a bad day: a proxy stands before the real one and breaks the answer to a mint. The
 * caller gets a clear problem, and no key is alive that is not on record.
 */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadscaleFaultsIT {
  private static final String MINT = "/api/v1/preauthkey";
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(20);

  private final WireMockServer proxy =
      new WireMockServer(WireMockConfiguration.options().port(FreePort.find()));
  private Lab lab;
  private KeyCalls keys;
  private Set<String> joinableBefore;

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
            "mesh.key.lease", "PT3S",
            "mesh.key.sweep-every", "PT1S"));
    keys = new KeyCalls(lab.server());
  }

  @BeforeEach
  void well() {
    passOn();
    joinableBefore = joinable();
  }

  @AfterAll
  void stepAside() {
    proxy.stop();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(
            "500",
            "headscale-broken-answer",
            aResponse()
                .withStatus(500)
                .withBody("{\"code\":2,\"message\":\"out of luck\",\"details\":[]}")),
        Arguments.of(
            "401",
            "headscale-unauthorised",
            aResponse()
                .withStatus(401)
                .withHeader("Content-Type", "text/plain")
                .withBody("Unauthorized")),
        Arguments.of(
            "HTML",
            "headscale-broken-answer",
            aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/html")
                .withBody("<html>It works!</html>")),
        Arguments.of(
            "truncated JSON",
            "headscale-broken-answer",
            aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"preAuthKey\":{\"id\":\"9\",\"key\":\"hskey-au")),
        Arguments.of(
            "an answer to another question",
            "headscale-broken-answer",
            aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody("{}")),
        Arguments.of(
            "a connection reset",
            "headscale-broken-answer",
            aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
        Arguments.of(
            "no answer", "headscale-timeout", aResponse().withStatus(200).withFixedDelay(4000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void an_answer_that_is_none(String name, String slug, ResponseDefinitionBuilder fault) {
    proxy.stubFor(post(urlEqualTo(MINT)).willReturn(fault));

    var answer = keys.asksFor("guest", name);

    assertThat(KeyCalls.problem(answer)).isEqualTo(slug);
    assertThat(answer.statusCode()).isIn(502, 503, 504);
    assertThat(answer.body()).doesNotContain("hskey");
    passOn();
    assertSettledAndMintable(name);
    Shown.by(
        lab.headscale().version(),
        "%s in answer to a mint: a clear problem, no key off the record".formatted(name));
  }

  @Test
  void an_answer_after_our_time_out_with_the_key_made() {
    proxy.stubFor(
        post(urlEqualTo(MINT))
            .willReturn(
                aResponse().proxiedFrom(lab.headscale().url().toString()).withFixedDelay(2500)));

    var answer = keys.asksFor("guest", "too late");

    assertThat(KeyCalls.problem(answer)).isEqualTo("headscale-timeout");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(keys.lists("subject=too%20late").getFirst().path("state").asText())
        .isEqualTo("FAILED");
    passOn();
    assertSettledAndMintable("too late");
    Shown.by(lab.headscale().version(), "a key made after our time-out is found and ended");
  }

  @Test
  void another_key_than_was_asked_for_is_ended_at_once() {
    proxy.stubFor(
        post(urlEqualTo(MINT))
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", "application/json")
                    .withBody(
                        """
                        {"preAuthKey":{"user":null,"id":"987654","key":"hskey-auth-%s-%s",
                         "reusable":true,"ephemeral":false,"used":false,
                         "expiration":"2031-01-01T00:00:00Z","createdAt":"2026-01-01T00:00:00Z",
                         "aclTags":["tag:guest"]}}\
                        """
                            .formatted("a".repeat(12), "b".repeat(64)))));

    var answer = keys.asksFor("guest", "another key");

    assertThat(KeyCalls.problem(answer)).isEqualTo("headscale-broken-answer");
    proxy.verify(
        postRequestedFor(urlEqualTo(MINT + "/expire"))
            .withRequestBody(equalToJson("{\"id\":\"987654\"}")));
    proxy.verify(deleteRequestedFor(urlEqualTo(MINT + "?id=987654")));
    assertThat(keys.lists("subject=another%20key").getFirst().path("state").asText())
        .isEqualTo("FAILED");
  }

  @Test
  void headscale_is_down() {
    proxy.stop();

    var answer = keys.asksFor("guest", "nobody home");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(KeyCalls.problem(answer)).isEqualTo("headscale-unavailable");
    await()
        .atMost(SETTLED_WITHIN)
        .until(() -> lab.server().kept("/q/health/ready").statusCode() == 503);
    assertThat(lab.server().kept("/q/health/live").statusCode()).isEqualTo(200);
    // None at all if the server had noticed before it wrote the intent down.
    assertThat(keys.lists("subject=nobody%20home"))
        .allSatisfy(key -> assertThat(key.path("state").asText()).isEqualTo("FAILED"));
    proxy.start();
    passOn();
    await()
        .atMost(SETTLED_WITHIN)
        .until(() -> lab.server().kept("/q/health/ready").statusCode() == 200);
    assertSettledAndMintable("somebody home");
    Shown.by(
        lab.headscale().version(), "unreachable: minting and readiness say so, and it comes back");
  }

  @Test
  void headscale_breaks_off_while_a_key_is_revoked() {
    var minted = keys.mints("guest", "half revoked");
    proxy.stubFor(
        any(urlEqualTo(MINT + "?id=" + minted.path("headscaleId").asText()))
            .willReturn(aResponse().withStatus(500)));
    proxy.stubFor(
        post(urlEqualTo(MINT + "/expire")).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

    var answer = lab.server().delete("/api/v1/keys/" + KeyCalls.id(minted));

    assertThat(answer.statusCode()).isIn(502, 503, 504);
    assertThat(KeyCalls.problem(answer)).startsWith("headscale-");
    passOn();
    assertThat(keys.shows(minted).path("state").asText()).isEqualTo("LIVE");
    await()
        .atMost(SETTLED_WITHIN)
        .until(
            () -> lab.server().delete("/api/v1/keys/" + KeyCalls.id(minted)).statusCode() == 200);
    assertThat(newlyJoinable()).isEmpty();
    Shown.by(lab.headscale().version(), "a revocation that it broke off is done when asked again");
  }

  private void passOn() {
    proxy.resetAll();
    proxy.stubFor(
        any(anyUrl())
            .atPriority(10)
            .willReturn(aResponse().proxiedFrom(lab.headscale().url().toString())));
  }

  private void assertSettledAndMintable(String subject) {
    await()
        .atMost(SETTLED_WITHIN)
        .untilAsserted(() -> {
          assertThat(
                  lab.server()
                      .database()
                      .column("select id::text from pre_auth_key where state = 'MINTING'"))
              .isEmpty();
          assertThat(newlyJoinable()).isEqualTo(liveOnRecord());
        });
    await().atMost(SETTLED_WITHIN).until(() -> keys.asksFor("guest", subject).statusCode() == 201);
    assertThat(newlyJoinable()).isEqualTo(liveOnRecord());
    keys.live(subject).forEach(keys::revokes);
  }

  private Set<String> liveOnRecord() {
    return lab.server()
        .database()
        .column("select headscale_id from pre_auth_key where state = 'LIVE'");
  }

  private Set<String> newlyJoinable() {
    return joinable().stream()
        .filter(id -> !joinableBefore.contains(id))
        .collect(Collectors.toSet());
  }

  private Set<String> joinable() {
    return lab.headscale().joinableKeys().stream()
        .map(key -> key.path("id").asText())
        .collect(Collectors.toSet());
  }
}
