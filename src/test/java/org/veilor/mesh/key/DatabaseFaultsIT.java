package org.veilor.mesh.key;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.LabExtension;
import org.veilor.mesh.lab.Shown;

/** PostgreSQL on a bad day: gone before, during or after a mint, or out of room. */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseFaultsIT {
  private static final String MINT = "/api/v1/preauthkey";
  private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(30);

  private final WireMockServer proxy =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private Lab lab;
  private KeyCalls keys;
  private Set<String> joinableBefore;

  /** One server for all: it has to get well by itself after each of these days. */
  @BeforeAll
  void serve(Lab drawn) {
    lab = drawn;
    proxy.start();
    lab.server(
        Map.of(
            "mesh.headscale.url", proxy.baseUrl(),
            "mesh.headscale.connect-timeout", "PT0.4S",
            "mesh.headscale.read-timeout", "PT2.5S",
            "mesh.key.lease", "PT6S",
            "mesh.key.sweep-every", "PT1S"));
    keys = new KeyCalls(lab.server());
  }

  @BeforeEach
  void passOn() {
    proxy.resetAll();
    proxy.stubFor(
        any(anyUrl())
            .atPriority(10)
            .willReturn(aResponse().proxiedFrom(lab.headscale().url().toString())));
    joinableBefore = joinable();
  }

  @AfterEach
  void mend() {
    lab.server().database().starts();
    lab.server().database().execute("drop function if exists no_room cascade");
  }

  @AfterAll
  void stepAside() {
    proxy.stop();
  }

  @Test
  void stopped_before_the_call() {
    lab.server().database().stops();

    var answer = keys.asksFor("guest", "before");

    assertUnavailable(answer);
    assertThat(lab.server().kept("/q/health/ready").statusCode()).isEqualTo(503);
    assertThat(newlyJoinable()).isEmpty();
    lab.server().database().starts();
    assertRecovers("before");
    Shown.by(version(), "stopped before a mint: a clear problem, and it recovers by itself");
  }

  @Test
  void stopped_during_the_call_after_headscale_made_the_key() throws Exception {
    proxy.stubFor(
        post(urlEqualTo(MINT))
            .willReturn(
                aResponse().proxiedFrom(lab.headscale().url().toString()).withFixedDelay(1800)));
    var pending = CompletableFuture.supplyAsync(() -> keys.asksFor("guest", "during"));
    await().until(() -> !proxy.findAll(postRequestedFor(urlEqualTo(MINT))).isEmpty());
    await().until(() -> !newlyJoinable().isEmpty());

    lab.server().database().stops();

    assertUnavailable(pending.get(30, TimeUnit.SECONDS));
    await().atMost(RECOVERED_WITHIN).until(() -> newlyJoinable().isEmpty());
    lab.server().database().starts();
    assertRecovers("during");
    Shown.by(version(), "stopped in the middle of a mint: no key is left alive off the record");
  }

  @Test
  void stopped_after_the_call() {
    var minted = keys.mints("guest", "after");

    lab.server().database().stops();

    assertUnavailable(lab.server().get("/api/v1/keys/" + KeyCalls.id(minted)));
    assertUnavailable(lab.server().delete("/api/v1/keys/" + KeyCalls.id(minted)));
    lab.server().database().starts();
    await()
        .atMost(RECOVERED_WITHIN)
        .until(() -> lab.server().get("/api/v1/keys/" + KeyCalls.id(minted)).statusCode() == 200);
    assertThat(keys.shows(minted).path("state").asText()).isEqualTo("LIVE");
    keys.revokes(minted);
    Shown.by(version(), "stopped after a mint: the key is still on record, and can be revoked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"insert", "update"})
  void the_disk_is_full(String when) {
    var database = lab.server().database();
    database.execute(
        "create or replace function no_room() returns trigger language plpgsql as $$ begin raise exception"
            + " 'could not extend file: No space left on device' using errcode = '53100'; end $$");
    database.execute(
        "create trigger no_room before %s on pre_auth_key execute function no_room()"
            .formatted(when));

    var answer = keys.asksFor("guest", "full at " + when);

    assertUnavailable(answer);
    await().atMost(RECOVERED_WITHIN).until(() -> newlyJoinable().isEmpty());
    database.execute("drop function no_room cascade");
    assertRecovers("full at " + when);
    Shown.by(version(), "refuses an %s as on a full disk: no key off the record".formatted(when));
  }

  private String version() {
    return lab.server().database().version();
  }

  private void assertUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(KeyCalls.problem(answer)).isEqualTo("database-unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).doesNotContain("hskey").doesNotContain("jdbc");
  }

  private void assertRecovers(String subject) {
    await()
        .atMost(RECOVERED_WITHIN)
        .until(() -> keys.asksFor("guest", subject).statusCode() == 201);
    assertThat(newlyJoinable())
        .isEqualTo(
            lab.server()
                .database()
                .column("select headscale_id from pre_auth_key where state = 'LIVE'"));
    keys.live(subject).forEach(keys::revokes);
    await()
        .atMost(RECOVERED_WITHIN)
        .until(() ->
            lab.server()
                .database()
                .column("select id::text from pre_auth_key where state = 'MINTING'")
                .isEmpty());
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
