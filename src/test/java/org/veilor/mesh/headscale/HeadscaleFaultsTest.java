package org.veilor.mesh.headscale;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.veilor.mesh.headscale.HeadscaleFailure.Broken;
import org.veilor.mesh.headscale.HeadscaleFailure.TimedOut;
import org.veilor.mesh.headscale.HeadscaleFailure.Unauthorised;
import org.veilor.mesh.headscale.HeadscaleFailure.Unreachable;

/** Every way in which Headscale can fail while it lists keys and while it makes one. */
@QuarkusTest
class HeadscaleFaultsTest {
  private static final Instant LATER = Instant.parse("2031-02-03T04:05:06.123457Z");
  private static final String LIST = Fixture.text("0.29", "key-list");
  private static final String CREATED = Fixture.text("0.29", "key-create");
  private static final String HTML = "<html><body>Bad gateway</body></html>";

  @RegisterExtension final FakeHeadscale fake = new FakeHeadscale();

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenAnswers")
  void is_broken_and_never_an_empty_list(String name, ResponseDefinitionBuilder answer) {
    fake.answers(answer);

    HeadscaleDoors headscale = fake.config().connect();
    headscale
        .itself()
        .version(); // the first call of a cold JVM is slow, and slow ones are not repeated

    HeadscaleException failed = failureOf(headscale.keys()::preAuthKeys);

    assertThat(failed.failure()).isInstanceOf(Broken.class);
    assertThat(failed.failure().mayHaveTakenEffect()).isFalse();
    assertThat(fake.calls()).as("a list is asked for three times").isEqualTo(3);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"brokenAnswers", "brokenCreations"})
  void a_create_is_sent_once_and_counts_as_perhaps_done(
      String name, ResponseDefinitionBuilder answer) {
    fake.answers(answer);

    HeadscaleException failed =
        failureOf(
            () -> fake.config().connect().keys().createPreAuthKey(List.of("tag:guest"), LATER));

    assertThat(failed.failure()).isInstanceOf(Broken.class);
    assertThat(failed.failure().mayHaveTakenEffect()).isTrue();
    assertThat(fake.calls()).isEqualTo(1);
    assertThat(failed).message().doesNotContain("s3cr3t");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenDeletions")
  void a_deletion_is_sent_again_and_counts_as_perhaps_done(
      String name, ResponseDefinitionBuilder answer) {
    fake.answers(answer);
    HeadscaleDoors headscale = fake.config().connect();
    headscale.itself().version();

    HeadscaleException failed = failureOf(() -> headscale.nodes().deleteNode("7"));

    assertThat(failed.failure()).isInstanceOf(Broken.class);
    assertThat(failed.failure().mayHaveTakenEffect()).isTrue();
    assertThat(fake.calls()).isEqualTo(3);
  }

  static Stream<Arguments> brokenDeletions() {
    return Stream.of(
        answer("HTML with status 200", FakeHeadscale.typed(200, "text/html", HTML)),
        answer("404 of something else", FakeHeadscale.typed(404, "text/plain", "404 not found")),
        answer("500 with a message", FakeHeadscale.json(500, error(13, "database is locked"))),
        answer("502 in HTML", FakeHeadscale.typed(502, "text/html", HTML)),
        answer("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
  }

  static Stream<Arguments> brokenAnswers() {
    return Stream.of(
        answer("HTML with status 200", FakeHeadscale.typed(200, "text/html", HTML)),
        answer("HTML that calls itself JSON", FakeHeadscale.json(200, HTML)),
        answer("JSON that calls itself text", FakeHeadscale.typed(200, "text/plain", LIST)),
        answer("no content type", aResponse().withStatus(200).withBody(LIST)),
        answer("no content", aResponse().withStatus(204)),
        answer("empty", FakeHeadscale.json(200, "")),
        answer("cut off", FakeHeadscale.json(200, LIST.substring(0, LIST.length() / 2))),
        answer("more behind the end", FakeHeadscale.json(200, LIST + LIST)),
        answer("null", FakeHeadscale.json(200, "null")),
        answer("a list instead of an object", FakeHeadscale.json(200, "[]")),
        answer("the member is missing", FakeHeadscale.json(200, "{}")),
        answer(
            "the member is null",
            FakeHeadscale.json(200, "{\"preAuthKeys\":null,\"preAuthKey\":null}")),
        answer(
            "the member is text",
            FakeHeadscale.json(200, "{\"preAuthKeys\":\"\",\"preAuthKey\":\"\"}")),
        answer("an element is null", FakeHeadscale.json(200, "{\"preAuthKeys\":[null]}")),
        answer("twice the same member", FakeHeadscale.json(200, twice())),
        answer("id null", edited("\"id\": \"3\"", "\"id\": null")),
        answer("id missing", edited("\"id\": \"3\",", "")),
        answer("id a number", edited("\"id\": \"3\"", "\"id\": 3")),
        answer("expiration null", edited("\"2031-02-03T04:05:06.123457Z\"", "null")),
        answer("expiration a number", edited("\"2031-02-03T04:05:06.123457Z\"", "1927857906")),
        answer("expiration no time", edited("2031-02-03T04:05:06.123457Z", "tomorrow")),
        answer("used missing", edited("\"used\": false,", "")),
        answer("used is text", edited("\"used\": false", "\"used\": \"false\"")),
        answer("tags null", edited("\"tag:guest\"", "null")),
        answer("absurdly long", FakeHeadscale.json(200, " ".repeat(200_000) + LIST)),
        answer("301", aResponse().withStatus(301).withHeader("Location", "/elsewhere")),
        answer("500 with a message", FakeHeadscale.json(500, error(13, "database is locked"))),
        answer("500 in HTML", FakeHeadscale.typed(500, "text/html", HTML)),
        answer("502 in HTML", FakeHeadscale.typed(502, "text/html", HTML)),
        answer("404 of something else", FakeHeadscale.typed(404, "text/plain", "404 not found")),
        answer("400 of something else", FakeHeadscale.json(400, "{\"oops\":true}")),
        answer("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
        answer("closed at once", aResponse().withFault(Fault.EMPTY_RESPONSE)),
        answer("status, then rubbish", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
        answer("rubbish", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
  }

  static Stream<Arguments> brokenCreations() {
    return Stream.of(
        answer("the key's text is masked", edited("-" + "s3cr3t-_".repeat(8), "-***")),
        answer("the key's text is null", edited("\"key\": \"[^\"]*\"", "\"key\": null")));
  }

  @Test
  void not_running_is_unreachable_and_without_effect() {
    HeadscaleDoors headscale = fake.config().connect();
    fake.stop();

    HeadscaleException failed =
        failureOf(() -> headscale.keys().createPreAuthKey(List.of("tag:guest"), LATER));

    assertThat(failed.failure()).isInstanceOf(Unreachable.class);
    assertThat(failed.failure().mayHaveTakenEffect()).isFalse();
  }

  @Test
  void stopping_after_the_version_was_seen_is_unreachable_too() {
    fake.answers(FakeHeadscale.json(200, LIST));
    HeadscaleDoors headscale = fake.config().connect();
    assertThat(headscale.keys().preAuthKeys()).hasSize(1);
    fake.stop();

    HeadscaleException failed =
        failureOf(() -> headscale.keys().createPreAuthKey(List.of("tag:guest"), LATER));

    assertThat(failed.failure()).isInstanceOf(Unreachable.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("slowAnswers")
  void too_slow_is_a_time_out_that_may_have_taken_effect(
      String name, ResponseDefinitionBuilder answer) {
    HeadscaleDoors headscale = fake.config().hasty().connect();
    headscale.itself().version(); // the first call of a cold JVM is slow by itself
    fake.answers(answer);
    long begun = System.nanoTime();

    HeadscaleException failed =
        failureOf(() -> headscale.keys().createPreAuthKey(List.of("tag:guest"), LATER));

    assertThat(failed.failure()).isEqualTo(new TimedOut(true));
    assertThat(fake.calls()).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofMillis(1400), Duration.ofSeconds(4));
    assertThat(failureOf(headscale.keys()::preAuthKeys).failure()).isEqualTo(new TimedOut(false));
    assertThat(failureOf(() -> headscale.nodes().deleteNode("7")).failure())
        .isEqualTo(new TimedOut(true));
  }

  static Stream<Arguments> slowAnswers() {
    return Stream.of(
        answer("silent", FakeHeadscale.json(200, CREATED).withFixedDelay(5_000)),
        answer("dripping", FakeHeadscale.json(200, CREATED).withChunkedDribbleDelay(50, 5_000)));
  }

  @Test
  void silent_before_the_call_was_sent_is_without_effect() {
    fake.wireMock()
        .stubFor(get("/version").willReturn(FakeHeadscale.json(200, "{}").withFixedDelay(5_000)));

    HeadscaleException failed =
        failureOf(() ->
            fake.config().hasty().connect().keys().createPreAuthKey(List.of("tag:guest"), LATER));

    assertThat(failed.failure()).isInstanceOf(Unreachable.class);
    assertThat(failed.failure().mayHaveTakenEffect()).isFalse();
    assertThat(fake.calls()).isZero();
  }

  @Test
  void a_key_that_headscale_does_not_accept_says_what_to_do_and_is_not_tried_again() {
    fake.answers(FakeHeadscale.typed(401, "text/plain", "Unauthorized"));

    HeadscaleException failed = failureOf(() -> fake.config().connect().keys().preAuthKeys());

    assertThat(failed.failure()).isInstanceOf(Unauthorised.class);
    assertThat(failed.sentence())
        .contains("headscale apikeys create", "mesh.headscale.api-key-file")
        .doesNotContain(FakeHeadscale.API_KEY);
    assertThat(fake.calls()).isEqualTo(1);
  }

  @Test
  void no_key_gets_from_a_refusal_into_a_message() {
    String quoted = "bad key hskey-auth-Ab-_efghij12-" + "s3cr3t-_".repeat(8) + " in request";
    fake.answers(FakeHeadscale.json(400, error(3, quoted)));

    HeadscaleException failed = failureOf(this::create);

    assertThat(failed.failure())
        .isEqualTo(new HeadscaleFailure.Refused("bad key hskey-auth-*** in request"));
    assertThat(failed).message().doesNotContain("s3cr3t");
  }

  private void create() {
    fake.config().connect().keys().createPreAuthKey(List.of("tag:guest"), LATER);
  }

  private static HeadscaleException failureOf(ThrowingCallable call) {
    return catchThrowableOfType(HeadscaleException.class, call);
  }

  private static Arguments answer(String name, ResponseDefinitionBuilder answer) {
    return Arguments.of(name, answer);
  }

  /** A list and a created key in one body, so that it serves both calls, and edited in both. */
  private static ResponseDefinitionBuilder edited(String pattern, String replacement) {
    String body =
        "{\"preAuthKeys\":"
            + Fixture.json(LIST).path("preAuthKeys").toPrettyString()
            + ",\"preAuthKey\":"
            + Fixture.json(CREATED).path("preAuthKey").toPrettyString()
            + "}";
    String spaced = body.replace("\" : ", "\": ");
    String changed = spaced.replaceAll(pattern, replacement);
    assertThat(changed).as("the edit of " + pattern).isNotEqualTo(spaced);
    return FakeHeadscale.json(200, changed);
  }

  private static String twice() {
    return "{\"preAuthKeys\":[],\"preAuthKeys\":[],\"preAuthKey\":null}";
  }

  private static String error(int code, String message) {
    return "{\"code\":" + code + ",\"message\":\"" + message + "\",\"details\":[]}";
  }
}
