package org.veilor.mesh.headscale;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.veilor.mesh.headscale.HeadscaleFailure.Refused;
import org.veilor.mesh.headscale.HeadscaleFailure.Unauthorised;

/** The fixtures of 0.29 and 0.30, answered to every call. */
@QuarkusTest
class HeadscaleDialectsTest {
  private static final Instant LATER = Instant.parse("2031-02-03T04:05:06.123457Z");

  @RegisterExtension final FakeHeadscale fake = new FakeHeadscale();

  @ParameterizedTest
  @ValueSource(strings = {"0.29", "0.30"})
  void makes_a_key_with_everything_said(String line) {
    HeadscaleDoors headscale = answering(line, "key-create");

    MintedPreAuthKey minted = headscale.keys().createPreAuthKey(List.of("tag:guest"), LATER);

    assertThat(minted.text()).isEqualTo("hskey-auth-Ab-_efghij12-" + "s3cr3t-_".repeat(8));
    assertThat(minted.record())
        .isEqualTo(
            new PreAuthKey(
                "3",
                "Ab-_efghij12",
                List.of("tag:guest"),
                false,
                false,
                false,
                LATER,
                Instant.parse("2031-02-02T04:05:06.987654321Z")));
    fake.wireMock()
        .verify(
            1,
            postRequestedFor(urlEqualTo("/api/v1/preauthkey"))
                .withHeader("Authorization", equalTo("Bearer " + FakeHeadscale.API_KEY))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(
                    equalToJson(
                        """
                        {"reusable":false,"ephemeral":false,
                         "expiration":"2031-02-03T04:05:06.123457Z","aclTags":["tag:guest"]}
                        """)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.29", "0.30"})
  void reads_what_is_listed(String line) {
    assertThat(answering(line, "key-list").keys().preAuthKeys())
        .singleElement()
        .extracting(PreAuthKey::prefix)
        .isEqualTo("Ab-_efghij12");
    assertThat(answering(line, "node-list").nodes().nodes().nodes())
        .containsExactly(
            new Node(
                "7",
                "guest-laptop",
                "guest-laptop",
                List.of("100.64.0.7", "fd7a:115c:a1e0::7"),
                List.of("tag:guest"),
                Optional.of("3"),
                Instant.parse("2031-02-02T04:59:00.250Z"),
                Optional.of(Instant.parse("2031-02-02T05:00:00.500Z")),
                Optional.empty(),
                true));
    assertThat(answering(line, "policy").policy().policy())
        .map(StoredPolicy::hujson)
        .contains("{\"acls\":[]}");
    assertThatNoException().isThrownBy(() -> answering(line, "health").itself().checkHealth());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.29", "0.30"})
  void sends_ids_as_text(String line) {
    HeadscaleDoors headscale = answering(line, "empty");

    headscale.keys().expirePreAuthKey("3");
    headscale.keys().deletePreAuthKey("3");
    headscale.nodes().deleteNode("7");
    headscale.policy().checkPolicy("{}");

    fake.wireMock()
        .verify(
            postRequestedFor(urlEqualTo("/api/v1/preauthkey/expire"))
                .withRequestBody(equalToJson("{\"id\":\"3\"}")));
    fake.wireMock().verify(deleteRequestedFor(urlEqualTo("/api/v1/preauthkey?id=3")));
    fake.wireMock().verify(deleteRequestedFor(urlEqualTo("/api/v1/node/7")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.29", "0.30"})
  void no_policy_is_none(String line) {
    assertThat(refusing(line, 500, "error-policy-missing").policy().policy()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.29", "0.30"})
  void a_refusal_comes_in_headscales_words(String line) {
    assertThat(
            failureOf(() ->
                refusing(line, 400, "error-tag-refused")
                    .keys()
                    .createPreAuthKey(List.of("guest"), LATER)))
        .isEqualTo(new Refused("tag must start with the string 'tag:'"));
    int status = line.equals("0.29") ? 500 : 400;
    assertThat(
            failureOf(
                () -> refusing(line, status, "error-policy-refused").policy().setPolicy("nope")))
        .isInstanceOfSatisfying(
            Refused.class, no -> assertThat(no.message()).contains("line 1, column 1"));
  }

  @Test
  void an_unknown_key_counts_as_gone_though_0_30_answers_404() {
    HeadscaleDoors headscale = refusing("0.30", 404, "error-key-unknown");

    assertThatNoException().isThrownBy(() -> headscale.keys().expirePreAuthKey("77"));
    assertThatNoException().isThrownBy(() -> headscale.keys().deletePreAuthKey("77"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.29", "0.30"})
  void an_unknown_node_counts_as_gone(String line) {
    HeadscaleDoors headscale = refusing(line, 404, "error-node-unknown");

    assertThatNoException().isThrownBy(() -> headscale.nodes().deleteNode("77"));
  }

  @Test
  void lives_behind_a_path_too() {
    fake.wireMock()
        .stubFor(
            get("/mesh/version")
                .willReturn(FakeHeadscale.json(200, Fixture.text("0.29", "version"))));
    fake.wireMock()
        .stubFor(
            get("/mesh/api/v1/node")
                .willReturn(FakeHeadscale.json(200, Fixture.text("0.29", "node-list"))));
    String url = fake.wireMock().baseUrl() + "/mesh";

    assertThat(TestConfig.at(url, FakeHeadscale.API_KEY).connect().nodes().nodes().nodes())
        .hasSize(1);
    assertThat(TestConfig.at(url + "/", FakeHeadscale.API_KEY).connect().nodes().nodes().nodes())
        .hasSize(1);
  }

  @Test
  void no_content_is_fine_where_nothing_is_expected() {
    fake.isOfLine("0.30");
    fake.answers(aResponse().withStatus(204));

    assertThatNoException().isThrownBy(() -> fake.config().connect().keys().deletePreAuthKey("3"));
  }

  @Test
  void what_0_30_says_is_wrong_with_a_body_is_told_without_the_value() {
    assertThat(
            failureOf(
                () -> refusing("0.30", 422, "error-body-refused").keys().expirePreAuthKey("3")))
        .isEqualTo(new Refused("validation failed; expected string (body.id)"));
  }

  @Test
  void a_401_of_0_30_is_unauthorised() {
    assertThat(failureOf(() -> refusing("0.30", 401, "error-unauthorised").nodes().nodes()))
        .isInstanceOf(Unauthorised.class);
  }

  @Test
  void an_error_of_the_other_dialect_is_broken() {
    fake.isOfLine("0.30");
    fake.answers(FakeHeadscale.json(404, Fixture.text("0.29", "error-node-unknown")));

    assertThat(failureOf(() -> fake.config().connect().keys().deletePreAuthKey("3")))
        .as("it may come from anything on the way, so the key is not gone")
        .isInstanceOf(HeadscaleFailure.Broken.class);
    assertThat(failureOf(() -> fake.config().connect().nodes().deleteNode("7")))
        .isInstanceOf(HeadscaleFailure.Broken.class);
  }

  @Test
  void what_could_leave_its_place_in_a_path_is_never_sent() {
    HeadscaleDoors headscale = answering("0.29", "empty");

    for (String id : List.of("", "..", "1/expire", "1?x=y", "%2e%2e", "1 ", "-1", "٣")) {
      assertThatThrownBy(() -> headscale.keys().deletePreAuthKey(id))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> headscale.nodes().deleteNode(id))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> headscale.policy().setPolicy(" "))
        .isInstanceOf(HeadscaleException.class)
        .hasMessageContaining("empty policy");
    assertThatThrownBy(
            () -> headscale.keys().createPreAuthKey(List.of("tag:guest"), LATER.plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
    fake.wireMock().verify(0, anyRequestedFor(urlEqualTo("/version")));
    assertThat(fake.calls()).isZero();
  }

  private HeadscaleDoors answering(String line, String fixture) {
    fake.isOfLine(line);
    fake.answers(FakeHeadscale.json(200, Fixture.text(line, fixture)));
    return fake.config().connect();
  }

  private HeadscaleDoors refusing(String line, int status, String fixture) {
    fake.isOfLine(line);
    String type = line.equals("0.29") ? "application/json" : "application/problem+json";
    fake.answers(FakeHeadscale.typed(status, type, Fixture.text(line, fixture)));
    return fake.config().connect();
  }

  private static HeadscaleFailure failureOf(ThrowingCallable call) {
    return catchThrowableOfType(HeadscaleException.class, call).failure();
  }
}
