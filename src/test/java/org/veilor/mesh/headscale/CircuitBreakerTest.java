package org.veilor.mesh.headscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a call is repeated, when none is sent, and what the meters say of it. */
@QuarkusTest
class CircuitBreakerTest {
  private static final String EMPTY_LIST = "{\"preAuthKeys\":[]}";
  private static final String LOCKED =
      "{\"code\":13,\"message\":\"database is locked\",\"details\":[]}";
  private static final String REFUSAL = "{\"code\":3,\"message\":\"no\",\"details\":[]}";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @RegisterExtension final FakeHeadscale fake = new FakeHeadscale();

  @Test
  void a_list_that_fails_once_is_asked_for_again() {
    fake.wireMock()
        .stubFor(
            WireMock.get("/api/v1/preauthkey")
                .inScenario("once")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("well")
                .willReturn(FakeHeadscale.json(500, LOCKED)));
    fake.wireMock()
        .stubFor(
            WireMock.get("/api/v1/preauthkey")
                .inScenario("once")
                .whenScenarioStateIs("well")
                .willReturn(FakeHeadscale.json(200, EMPTY_LIST)));

    HeadscaleDoors headscale = fake.config().connect(meters);
    headscale
        .itself()
        .version(); // the first call of a cold JVM is slow, and slow ones are not repeated

    assertThat(headscale.keys().preAuthKeys()).isEmpty();
    assertThat(fake.calls()).isEqualTo(2);
    assertThat(counted("key_list", "ok")).isEqualTo(1);
  }

  @Test
  void opens_after_failures_sends_nothing_and_closes_when_headscale_is_well() {
    fake.answers(FakeHeadscale.json(500, LOCKED));
    HeadscaleDoors headscale = fake.config().connect(meters);
    for (int i = 0; i < 8; i++) {
      assertThat(failureOf(() -> create(headscale))).isInstanceOf(HeadscaleFailure.Broken.class);
    }
    int sent = fake.calls();

    HeadscaleFailure failure = failureOf(() -> create(headscale));

    assertThat(failure).isInstanceOf(HeadscaleFailure.Unreachable.class);
    assertThat(failure.mayHaveTakenEffect()).isFalse();
    assertThat(fake.calls()).as("none is sent while it is open").isEqualTo(sent);
    assertThat(counted("key_create", "broken")).isPositive();

    fake.answers(FakeHeadscale.json(200, EMPTY_LIST));
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptionsMatching(HeadscaleException.class::isInstance)
        .untilAsserted(() -> assertThat(headscale.keys().preAuthKeys()).isEmpty());
  }

  @Test
  void refusals_and_a_wrong_key_do_not_open_it() {
    fake.answers(FakeHeadscale.json(400, REFUSAL));
    HeadscaleDoors headscale = fake.config().connect(meters);
    for (int i = 0; i < 20; i++) {
      assertThat(failureOf(() -> create(headscale))).isEqualTo(new HeadscaleFailure.Refused("no"));
    }
    fake.answers(FakeHeadscale.typed(401, "text/plain", "Unauthorized"));
    for (int i = 0; i < 20; i++) {
      assertThat(failureOf(headscale.nodes()::nodes))
          .isInstanceOf(HeadscaleFailure.Unauthorised.class);
    }

    assertThat(fake.calls()).isEqualTo(40);
    assertThat(counted("key_create", "refused")).isEqualTo(20);
    assertThat(counted("node_list", "unauthorised")).isEqualTo(20);
  }

  @Test
  void answers_that_cannot_be_read_do_not_open_it() {
    fake.answers(FakeHeadscale.typed(200, "text/html", "<h1>Sign in</h1>"));
    HeadscaleDoors headscale = fake.config().connect(meters);
    for (int i = 0; i < 20; i++) {
      assertThat(failureOf(() -> create(headscale))).isInstanceOf(HeadscaleFailure.Broken.class);
    }
    assertThat(fake.calls()).isEqualTo(20);
  }

  @Test
  void trouble_with_nodes_stops_neither_keys_nor_the_policy() {
    fake.answers(FakeHeadscale.json(500, LOCKED));
    HeadscaleDoors headscale = fake.config().connect(meters);
    for (int i = 0; i < 2; i++) {
      assertThat(failureOf(headscale.nodes()::nodes)).isInstanceOf(HeadscaleFailure.Broken.class);
    }
    failureOf(headscale.nodes()::nodes); // The eighth of nine tries opens it.
    assertThat(failureOf(headscale.nodes()::nodes))
        .isInstanceOf(HeadscaleFailure.Unreachable.class);

    fake.answers(FakeHeadscale.json(200, EMPTY_LIST));
    assertThat(headscale.keys().preAuthKeys()).isEmpty();
    fake.answers(FakeHeadscale.json(200, "{\"policy\":\"{}\",\"updatedAt\":null}"));
    assertThat(headscale.policy().policy()).isPresent();
  }

  @Test
  void the_version_is_asked_for_once_and_again_after_trouble() {
    fake.answers(FakeHeadscale.json(200, EMPTY_LIST));
    HeadscaleDoors headscale = fake.config().connect(meters);
    headscale.keys().preAuthKeys();
    headscale.keys().preAuthKeys();
    assertThat(fake.versionCalls()).isEqualTo(1);

    fake.answers(FakeHeadscale.json(200, "{}"));
    assertThat(failureOf(headscale.keys()::preAuthKeys))
        .isInstanceOf(HeadscaleFailure.Broken.class);
    fake.isOfLine("0.30");
    fake.answers(FakeHeadscale.json(200, EMPTY_LIST));
    headscale.keys().preAuthKeys();

    assertThat(fake.versionCalls()).isEqualTo(2);
    fake.answers(
        FakeHeadscale.typed(
            404, "application/problem+json", Fixture.text("0.30", "error-key-unknown")));
    assertThatNoException().isThrownBy(() -> headscale.keys().deletePreAuthKey("9"));
  }

  private static void create(HeadscaleDoors headscale) {
    headscale
        .keys()
        .createPreAuthKey(List.of("tag:guest"), Instant.parse("2031-02-03T04:05:06.123457Z"));
  }

  private long counted(String operation, String outcome) {
    return meters
        .get(GuardedCalls.TIMER)
        .tag("operation", operation)
        .tag("outcome", outcome)
        .timer()
        .count();
  }

  private static HeadscaleFailure failureOf(ThrowingCallable call) {
    return catchThrowableOfType(HeadscaleException.class, call).failure();
  }
}
