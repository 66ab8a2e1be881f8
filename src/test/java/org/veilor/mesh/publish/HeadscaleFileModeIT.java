package org.veilor.mesh.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.LabPolicy;
import org.veilor.mesh.lab.LabServer;
import org.veilor.mesh.lab.Shown;

/**
 * A Headscale that reads its policy from a file of its own: nobody can give it one, all can look.
 */
class HeadscaleFileModeIT {
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Lab lab;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    lab = Lab.alone();
    file = Files.writeString(folder.resolve("policy.hujson"), LabPolicy.DEFAULT_DENY);
    lab.headscale().readsPolicyFrom(file);
  }

  @AfterEach
  void close() {
    lab.headscale().keepsPolicyItself();
    lab.close();
  }

  @Test
  void it_is_said_and_checked_and_none_is_put() throws IOException {
    var truth = Files.writeString(folder.resolve("mesh.yaml"), PolicyCalls.SHIPPED);
    var server =
        lab.server(
            Map.of(
                "mesh.policy.file", truth.toString(),
                "mesh.policy.on-drift", "restore",
                "mesh.policy.check-every", "PT1S"));
    var policy = new ServedPolicy(server);

    // What the file holds is what would have been published: that counts as published, and proven.
    await().atMost(Duration.ofSeconds(20)).untilAsserted(policy::isReady);
    assertThat(policy.status().path("standing").asText()).isEqualTo("as-published");
    assertThat(policy.status().path("headscaleKeepsFile").asBoolean()).isTrue();
    assertThat(policy.readiness().at("/data/headscale").asText()).contains("policy.mode: file");
    assertThat(policy.status().path("sentence").asText())
        .contains("policy.mode: file", "reload Headscale");
    policy.mints();

    reads("{}");
    await()
        .atMost(TOLD_WITHIN)
        .untilAsserted(() -> assertThat(policy.gauge("mesh_policy_allow_all")).isEqualTo(1));
    assertThat(policy.readiness().at("/data/trouble").asText())
        .contains("ALLOW-ALL", "correct that file, and reload Headscale");
    assertThat(policy.audited("policy.drift")).containsExactly("allow-all");
    assertThat(policy.refusesToMint()).contains("correct that file");
    refusesToPublish(server, "rollback", "{\"version\":1,\"reason\":\"drift\"}");
    assertThat(lab.headscale().policy()).isEqualTo("{}");

    reads(LabPolicy.DEFAULT_DENY);
    await().atMost(TOLD_WITHIN).untilAsserted(policy::isReady);
    policy.mints();
    assertThat(policy.audits("policy.restore")).isZero();

    Files.writeString(truth, PolicyCalls.with("files", 8443));
    await()
        .atMost(TOLD_WITHIN)
        .untilAsserted(() ->
            assertThat(policy.status().path("fileAlarm").asText())
                .contains("is refused, and what was in force stays", "policy.mode: database"));
    refusesToPublish(server, "publish", "{\"reason\":\"files\"}");
    policy.mints();

    // As the remedy says: rendered, copied, reloaded, published.
    var said = server.command("policy", "render", "--truth", truth.toString());
    assertThat(said.exit()).as(said.toString()).isZero();
    lab.headscale().reloads();
    var published = server.post("/api/v1/policy/publish", "{\"reason\":\"files\"}");
    assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
    assertThat(ServedPolicy.json(published.body()).path("number").asLong()).isEqualTo(2);
    assertThat(policy.status().hasNonNull("fileAlarm")).isFalse();
    policy.isReady();
    policy.mints();
    Shown.by(
        lab.headscale().version(),
        "in file mode: said, checked all the same, nothing put, and the remedy works as told");
  }

  /** A limit of Headscale's, and so of ours: no part of its API tells what it has loaded. */
  @Test
  void a_file_that_is_not_reloaded_is_what_headscale_tells_and_not_what_is_in_force()
      throws IOException {
    lab.needsWires("what Headscale tells of a file that it has not loaded");
    var infra = lab.machine("infra").joins(lab.mintsWithHeadscale("tag:infra")).listens(22);
    var guest = lab.machine("guest").joins(lab.mintsWithHeadscale("tag:guest"));
    reads("{}");
    await().atMost(TOLD_WITHIN).until(() -> guest.reaches(infra, 22));

    Files.writeString(file, LabPolicy.DEFAULT_DENY);
    assertThat(lab.headscale().policy()).isEqualTo(LabPolicy.DEFAULT_DENY);
    assertThat(guest.reaches(infra, 22)).isTrue();

    lab.headscale().reloads();
    await().atMost(TOLD_WITHIN).until(() -> !guest.reaches(infra, 22));
    Shown.by(
        lab.headscale().version(),
        "in file mode it tells the file's text, loaded or not: only a reload puts it in force");
  }

  private void reads(String text) throws IOException {
    Files.writeString(file, text);
    lab.headscale().reloads();
  }

  private static void refusesToPublish(LabServer server, String how, String body) {
    var answer = server.post("/api/v1/policy/" + how, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
    var problem = ServedPolicy.json(answer.body());
    assertThat(problem.path("type").asText()).endsWith(":headscale-keeps-file");
    assertThat(problem.path("detail").asText())
        .contains("policy.mode: file", "Set policy.mode: database", "./mesh policy render");
  }
}
