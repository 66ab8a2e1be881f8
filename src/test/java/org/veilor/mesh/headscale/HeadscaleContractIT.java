package org.veilor.mesh.headscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.veilor.mesh.headscale.HeadscaleFailure.Refused;
import org.veilor.mesh.headscale.HeadscaleFailure.Unauthorised;
import org.veilor.mesh.support.MintedTexts;

/**
 * The client against the real Headscale, and the fixtures of 0.29 against what it really answers.
 * The order matters for the first two: later tests fill the tables and set a policy.
 */
@QuarkusTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HeadscaleContractIT {
  private static final String LINE = "0.29";
  private static final String POLICY =
      "// kept with its comment\n{\"tagOwners\":{\"tag:guest\":[]},\"acls\":[]}";

  @TempDir static Path folder;
  private static HeadscaleProcess real;

  @BeforeAll
  static void start() {
    Optional<Path> binaries = HeadscaleProcess.binaries();
    if (binaries.isEmpty()) {
      String notShown =
          "NOT SHOWN: that the client and its fixtures agree with a real Headscale 0.29. Set"
              + " MESH_PARTS_BIN to a folder with headscale, tailscaled and tailscale.";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(notShown);
      }
      System.err.println("\n*** " + notShown + "\n");
      abort(notShown);
    }
    real = new HeadscaleProcess(binaries.orElseThrow(), folder);
  }

  @AfterAll
  static void stop() {
    if (real != null) {
      real.close();
    }
  }

  @Test
  @Order(1)
  void without_a_policy() {
    assertThat(real.raw("GET", "/api/v1/policy", null))
        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(500))
        .satisfies(answer -> isAs("error-policy-missing", answer));

    assertThat(client().policy().policy()).isEmpty();
  }

  @Test
  @Order(3)
  void version_and_health() {
    isAs("version", real.raw("GET", "/version", null));
    isAs("health", real.raw("GET", "/api/v1/health", null));
    isAs("server-key", real.raw("GET", "/key?v=1000", null));

    assertThat(client().itself().identity())
        .matches("mkey:[0-9a-f]{64}")
        .doesNotContain("0".repeat(64));
    assertThat(client().itself().version()).hasToString("v0.29.3");
    assertThatNoException().isThrownBy(client().itself()::checkHealth);
  }

  @Test
  @Order(4)
  void keys() {
    Instant expiration =
        Instant.now()
            .plus(1, ChronoUnit.HOURS)
            .truncatedTo(ChronoUnit.SECONDS)
            .plusNanos(123_457_000);
    isAs("key-create", real.raw("POST", "/api/v1/preauthkey", newKey(expiration)));
    isAs("key-list", real.raw("GET", "/api/v1/preauthkey", null));
    isAs("empty", real.raw("POST", "/api/v1/preauthkey/expire", "{\"id\":\"999\"}"));
    isAs("empty", real.raw("DELETE", "/api/v1/preauthkey?id=999", null));
    isAs(
        "error-tag-refused",
        real.raw("POST", "/api/v1/preauthkey", newKey(expiration).replace("tag:guest", "guest")));

    MintedPreAuthKey minted = client().keys().createPreAuthKey(List.of("tag:guest"), expiration);
    MintedTexts.rememberFrom(minted.text());
    assertThat(minted.record().prefix()).isEqualTo(minted.text().substring(11, 23));
    assertThat(client().keys().preAuthKeys()).contains(minted.record());
    client().keys().expirePreAuthKey(minted.record().id());
    assertThat(listed(minted).orElseThrow().expiration()).isBefore(expiration);
    client().keys().deletePreAuthKey(minted.record().id());
    assertThat(listed(minted)).isEmpty();
    client().keys().deletePreAuthKey(minted.record().id());
    client().keys().expirePreAuthKey(minted.record().id());
    assertThat(failureOf(() -> client().keys().createPreAuthKey(List.of("guest"), expiration)))
        .isEqualTo(new Refused("tag must start with the string 'tag:'"));
  }

  @Test
  @Order(5)
  void a_policy() {
    assertThat(client().policy().setPolicy(POLICY).hujson()).isEqualTo(POLICY);
    assertThat(client().policy().policy()).map(StoredPolicy::hujson).contains(POLICY);
    isAs("policy", real.raw("GET", "/api/v1/policy", null));
    isAs("error-policy-refused", real.raw("PUT", "/api/v1/policy", "{\"policy\":\"nope\"}"));
    isAs("empty", real.raw("POST", "/api/v1/policy/check", "{\"policy\":\"{}\"}"));

    assertThatNoException().isThrownBy(() -> client().policy().checkPolicy(POLICY));
    for (ThrowingCallable wrong :
        List.<ThrowingCallable>of(
            () -> client().policy().checkPolicy("nope"),
            () -> client().policy().setPolicy("nope"))) {
      assertThat(failureOf(wrong))
          .isInstanceOfSatisfying(
              Refused.class, no -> assertThat(no.message()).contains("line 1, column 1"));
    }
  }

  @Test
  @Order(6)
  void a_machine_that_joined_with_a_key() {
    client().policy().setPolicy(POLICY);
    MintedPreAuthKey minted =
        client()
            .keys()
            .createPreAuthKey(
                List.of("tag:guest"),
                Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS));
    MintedTexts.rememberFrom(minted.text());
    real.joins("guest-laptop", minted.text());

    Node node =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> client().nodes().nodes().nodes(),
                nodes -> nodes.size() == 1 && nodes.getFirst().online())
            .getFirst();
    isAs("node-list", real.raw("GET", "/api/v1/node", null));

    assertThat(node.name()).isEqualTo("guest-laptop");
    assertThat(node.tags()).containsExactly("tag:guest");
    assertThat(node.preAuthKeyId()).contains(minted.record().id());
    assertThat(node.ipAddresses()).hasSize(2).anyMatch(address -> address.startsWith("100.64."));
    assertThat(node.expiry()).isEmpty();
    assertThat(listed(minted)).map(PreAuthKey::used).contains(true);

    client().nodes().deleteNode(node.id());
    assertThat(client().nodes().nodes().nodes()).as("gone when the call returns").isEmpty();
    assertThatNoException().isThrownBy(() -> client().nodes().deleteNode(node.id()));
    HttpResponse<String> again = real.raw("DELETE", "/api/v1/node/" + node.id(), null);
    assertThat(again.statusCode()).isEqualTo(404);
    isAs("error-node-unknown", again);
    assertThat(listed(minted)).as("its key stays used").map(PreAuthKey::used).contains(true);
  }

  @Test
  @Order(8)
  void a_wrong_key() {
    HeadscaleDoors stranger = TestConfig.at(real.url(), "hskey-api-wrong").connect();

    assertThat(failureOf(stranger.itself()::checkHealth)).isInstanceOf(Unauthorised.class);
  }

  private static HeadscaleDoors client() {
    return TestConfig.at(real.url(), real.apiKey()).connect();
  }

  private static Optional<PreAuthKey> listed(MintedPreAuthKey minted) {
    return client().keys().preAuthKeys().stream()
        .filter(key -> key.id().equals(minted.record().id()))
        .findFirst();
  }

  private static String newKey(Instant expiration) {
    return "{\"reusable\":false,\"ephemeral\":false,\"expiration\":\""
        + expiration
        + "\",\"aclTags\":[\"tag:guest\"]}";
  }

  private static void isAs(String fixture, HttpResponse<String> answer) {
    JsonNode expected = Fixture.json(LINE, fixture);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(JsonShape.of(Fixture.json(answer.body())))
        .as("what Headscale answers, in the shape of the fixture " + fixture)
        .isEqualTo(JsonShape.of(expected));
    if (fixture.startsWith("error-")) {
      assertThat(Fixture.json(answer.body()).path("code")).isEqualTo(expected.path("code"));
    }
  }

  private static HeadscaleFailure failureOf(ThrowingCallable call) {
    return catchThrowableOfType(HeadscaleException.class, call).failure();
  }
}
