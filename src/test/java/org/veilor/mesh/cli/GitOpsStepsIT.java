package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflow's own steps on real pull requests, in a repository of Git's. */
class GitOpsStepsIT {
  private static final String FILES =
      """
        - vhost: files.veilor
          on: edge
          port: 8443
          tiers: [guest]
          note: shared folders
      """;

  @TempDir Path folder;
  private Path checkout;
  private Path author;
  private RunnerDouble runner;

  @BeforeEach
  void aRepository() throws IOException {
    var origin = folder.resolve("origin.git").toString();
    author = folder.resolve("author");
    checkout = folder.resolve("checkout");
    RunnerDouble.git(folder, "init", "-q", "--bare", "-b", "main", origin);
    RunnerDouble.git(folder, "clone", "-q", origin, author.toString());
    RunnerDouble.git(author, "checkout", "-q", "-B", "main");
    RunnerDouble.copyAcl(author);
    RunnerDouble.putMesh(author);
    commit("what is in force");
    RunnerDouble.git(author, "push", "-q", "origin", "main");
    RunnerDouble.git(folder, "clone", "-q", origin, checkout.toString());
    RunnerDouble.git(author, "checkout", "-q", "-b", "change");
    runner = new RunnerDouble(checkout);
  }

  @AfterEach
  void end() {
    runner.close();
  }

  private void commit(String subject) throws IOException {
    RunnerDouble.git(author, "add", "-A");
    RunnerDouble.git(author, "commit", "-q", "-m", subject);
  }

  private void change(String file, String from, String to) throws IOException {
    var path = author.resolve(file);
    var text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  private void render() {
    var truth = author.resolve("acl/mesh.yaml").toString();
    assertThat(TypedCommand.run(Map.of(), "policy", "render", "--truth", truth).code()).isZero();
  }

  private RunnerDouble.Ended check() throws IOException {
    commit("files for guests");
    RunnerDouble.git(author, "push", "-q", "origin", "HEAD:refs/pull/3/head");
    return runner.run(
        "check",
        Map.of(
            "github.event.pull_request.number",
            "3",
            "github.event.pull_request.head.sha",
            RunnerDouble.git(author, "rev-parse", "HEAD")));
  }

  /** Of the one call that there was. */
  private String comment() {
    assertThat(runner.calls).hasSize(1);
    var call = runner.calls.getFirst();
    assertThat(call.path()).isEqualTo("POST /api/v1/repos/veilor/mesh/issues/3/comments");
    assertThat(call.authorization()).isEqualTo("token " + RunnerDouble.TOKEN);
    return OutputFormat.read(call.body()).path("body").asText();
  }

  private static void isOnThePage(String comment) throws IOException {
    assertThat(Files.readString(Path.of("docs/gitops.md"))).contains(comment.strip());
  }

  @Test
  void aPullRequestThatWidensIsToldAndPasses() throws IOException {
    change("acl/mesh.yaml", "    note: Misskey\n", "    note: Misskey\n" + FILES);
    render();
    change("mesh", "exec", "touch /tmp/never; exit 7; exec");

    assertThat(check()).isEqualTo(new RunnerDouble.Ended("", 0, ""));

    assertThat(comment()).contains("guest gains files.veilor:8443", "+  - vhost: files.veilor");
    isOnThePage(comment());
  }

  @Test
  void oneThatBreaksWhatIsExpectedIsRedAndTheCommentSaysWhy() throws IOException {
    change("acl/mesh.yaml", "tiers: [guest, infra]", "tiers: [infra]");

    var ended = check();

    assertThat(ended.failed()).isEqualTo("The truth is sound, and what it expects holds");
    assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(ended.said()).contains("expect: \"guest reaches x.veilor:443\" does not hold");
    assertThat(comment()).startsWith("**This policy would be refused.**");
  }

  @Test
  void aPolicyThatOpensMoreThanTheTruthSaysIsRefusedByProof() throws IOException {
    change("acl/policy.hujson", "\"tag:edge:443\",", "\"tag:edge:22\", \"tag:edge:443\",");

    var ended = check();

    assertThat(ended.failed()).isEqualTo("The policy is proven");
    assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(ended.said()).contains("tag:guest would reach tag:edge:22 by acls[");
    assertThat(comment()).contains("**acl/policy.hujson is not proven:**", "    merged/policy");
    isOnThePage(comment());
  }

  @Test
  void whatIsNotRenderedIsRed() throws IOException {
    change("acl/mesh.yaml", "    note: Misskey\n", "    note: Misskey\n" + FILES);

    var ended = check();

    assertThat(ended.failed()).isEqualTo("The other files are made of this truth");
    assertThat(ended.said())
        .contains("merged/gate.json  differs", "+++ merged/gate.json (rendered)");
  }

  @Test
  void whatIsJudgedIsTheMergeAndNotTheBranch() throws IOException {
    RunnerDouble.git(author, "checkout", "-q", "main");
    change("acl/mesh.yaml", "who: nullstone and the office", "who: nullstone");
    commit("main went on");
    RunnerDouble.git(author, "push", "-q", "origin", "main");
    RunnerDouble.git(checkout, "pull", "-q");
    RunnerDouble.git(author, "checkout", "-q", "change");
    change("acl/mesh.yaml", "    note: Misskey\n", "    note: Misskey\n" + FILES);
    render();
    assertThat(check().failed()).isEmpty();
    assertThat(comment()).contains("files.veilor").doesNotContain("nullstone and the office");

    change("acl/mesh.yaml", "who: nullstone and the office", "who: the office");
    var ended = check();
    assertThat(ended.failed()).isEqualTo("What main would be after the merge");
    assertThat(ended.said()).contains("It conflicts with main: merge main into this branch first.");
  }

  @Test
  void aMergePublishesWithTheCommitAsReasonAndLeavesNoToken() throws IOException {
    RunnerDouble.git(author, "checkout", "-q", "main");
    Files.writeString(author.resolve("README"), "x");
    commit("-o json: \"files\" for $(touch /tmp/never) `guests`");
    RunnerDouble.git(author, "push", "-q", "origin", "main");
    RunnerDouble.git(checkout, "pull", "-q");

    assertThat(runner.run("publish", Map.of())).isEqualTo(new RunnerDouble.Ended("", 0, ""));

    assertThat(runner.calls).hasSize(1);
    var call = runner.calls.getFirst();
    assertThat(call.path()).isEqualTo("POST /api/v1/policy/publish");
    assertThat(call.authorization()).isEqualTo("Bearer " + RunnerDouble.MESH_TOKEN);
    var sent = OutputFormat.read(call.body());
    assertThat(sent.path("base").asText()).isEqualTo("current");
    assertThat(sent.path("truth").asText()).isEqualTo(Files.readString(Path.of("acl/mesh.yaml")));
    assertThat(sent.path("reason").asText())
        .isEqualTo(
            "%s -o json: \"files\" for $(touch /tmp/never) `guests`"
                .formatted(RunnerDouble.git(author, "rev-parse", "--short", "HEAD")));
    assertThat(Path.of("/tmp/never")).doesNotExist();
  }
}
