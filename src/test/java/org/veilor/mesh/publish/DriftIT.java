package org.veilor.mesh.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.LabExtension;
import org.veilor.mesh.lab.LabPolicy;
import org.veilor.mesh.lab.LabServer;
import org.veilor.mesh.lab.Shown;

/**
 * Somebody gives Headscale another policy by its own command line, while the server runs as it is
 * shipped: it is told within half a minute.
 */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DriftIT {
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(30);

  /** As a hurried hand would write it: the guests' rule, and one port more. */
  private static final String WIDENED =
      LabPolicy.DEFAULT_DENY.replace(
          "\"src\": [\"tag:guest\"],\n      \"dst\": [",
          "\"src\": [\"tag:guest\"],\n      \"dst\": [\n        \"tag:infra:22\",");

  private final Clock clock = Clock.systemUTC();

  @TempDir Path folder;
  private Lab lab;
  private LabServer server;
  private ServedPolicy policy;

  @BeforeAll
  void start(Lab drawn) {
    lab = drawn;
    server = lab.server(Map.of());
    policy = new ServedPolicy(server);
  }

  @BeforeEach
  void isProven() {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(policy::isReady);
  }

  @Test
  @Order(1)
  void a_hand_edit_that_breaks_a_promise_is_told_in_four_places() {
    var took =
        took(
            () -> handEdits(WIDENED),
            () -> {
              assertThat(policy.gauge("mesh_policy_foreign")).isEqualTo(1);
              assertThat(policy.gauge("mesh_policy_proven")).isZero();
              assertThat(policy.gauge("mesh_policy_allow_all")).isZero();
              assertThat(policy.readiness().path("status").asText()).isEqualTo("DOWN");
              assertThat(policy.readiness().at("/data/trouble").asText())
                  .contains("Headscale has another policy than version 1", "tag:guest would reach")
                  .contains("./mesh policy rollback 1 --reason drift");
              assertThat(server.logs())
                  .contains("policy: Headscale has another policy than version 1");
              assertThat(policy.audited("policy.drift")).contains("not-proven");
            });
    assertThat(policy.refusesToMint()).contains("tag:guest would reach");
    assertThat(policy.status().path("standing").asText()).isEqualTo("foreign");
    assertThat(policy.status().path("drift").toString()).contains("guest gains");

    // Whoever did it undoes it: that is told as well, and all goes on.
    handEdits(LabPolicy.DEFAULT_DENY);
    await().atMost(TOLD_WITHIN).untilAsserted(policy::isReady);
    assertThat(policy.audited("policy.drift-over")).contains("ok");
    policy.mints();
    Shown.by(
        lab.headscale().version(),
        "a hand edit by its own command line is told after %d ms".formatted(took.toMillis()));
  }

  @Test
  @Order(2)
  void the_empty_policy_is_the_loudest_alarm_and_no_key_is_minted_under_it() {
    var took =
        took(
            () -> handEdits("{}"),
            () -> {
              assertThat(policy.gauge("mesh_policy_allow_all")).isEqualTo(1);
              assertThat(policy.readiness().at("/data/trouble").asText())
                  .startsWith("ALLOW-ALL: in Headscale everybody reaches everything.");
              assertThat(server.logs()).contains("policy: ALLOW-ALL");
              assertThat(policy.audited("policy.drift")).contains("allow-all");
            });
    assertThat(policy.refusesToMint()).contains("ALLOW-ALL", "./mesh policy rollback 1");

    var answer = server.post("/api/v1/policy/rollback", "{\"version\":1,\"reason\":\"drift\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(lab.headscale().policy()).isEqualTo(LabPolicy.DEFAULT_DENY);
    policy.mints();
    assertThat(policy.gauge("mesh_policy_allow_all")).isZero();
    Shown.by(
        lab.headscale().version(),
        "allow-all by hand is told after %d ms, and stops minting".formatted(took.toMillis()));
  }

  @Test
  @Order(3)
  void allow_all_is_restored_if_that_is_wished() {
    server.restart(Map.of("mesh.policy.on-drift", "restore"));
    await().atMost(Duration.ofSeconds(20)).untilAsserted(policy::isReady);
    long drifts = policy.audits("policy.drift");

    handEdits("{}");
    await()
        .atMost(TOLD_WITHIN)
        .untilAsserted(() -> {
          assertThat(policy.audited("policy.restore")).contains("ok");
          assertThat(lab.headscale().policy()).isEqualTo(LabPolicy.DEFAULT_DENY);
        });
    assertThat(policy.audits("policy.drift")).isEqualTo(drifts + 1);
    assertThat(policy.gauge("mesh_policy_restores_total{outcome=\"ok\"}")).isEqualTo(1);
    assertThat(server.logs()).contains("policy: ALLOW-ALL");
    await().atMost(Duration.ofSeconds(5)).untilAsserted(policy::isReady);
    policy.mints();
    Shown.by(lab.headscale().version(), "allow-all by hand is undone at the next look, if set");
  }

  private void handEdits(String text) {
    try {
      var file = Files.writeString(folder.resolve("policy.hujson"), text);
      var said = lab.headscale().command("policy", "set", "-f", file.toString());
      assertThat(said.exit()).as(said.toString()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Duration took(Runnable deed, ThrowingRunnable told) {
    deed.run();
    var done = clock.instant();
    await().atMost(TOLD_WITHIN).untilAsserted(told);
    return Duration.between(done, clock.instant());
  }
}
