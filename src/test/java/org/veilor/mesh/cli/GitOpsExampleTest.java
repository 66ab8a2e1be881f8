package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The workflow of docs/gitops.md: what is copied from there must work, and be safe. */
class GitOpsExampleTest {
  private static final Path PAGE = Path.of("docs/gitops.md");
  private static final Pattern IN_SCRIPT = Pattern.compile("\\./mesh ([^>|;\\n]*)");
  private static final Pattern IN_TEXT = Pattern.compile("\\./mesh ([a-z][^`\\n]*)");
  private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|[^\\s\"])+");

  private final PolicyWorkflow workflow;

  GitOpsExampleTest() throws IOException {
    workflow = PolicyWorkflow.read();
  }

  @Test
  void everyCommandOfTheWorkflowIsOneThatThereIs() {
    var seen = new ArrayList<String>();
    for (var script : workflow.scripts()) {
      IN_SCRIPT.matcher(script).results().forEach(it -> seen.add(parse(it.group(1))));
    }
    assertThat(seen)
        .containsExactly(
            "policy diff",
            "policy check",
            "policy check",
            "policy check",
            "policy render",
            "policy render",
            "policy publish");
  }

  @Test
  void everyCommandOfThePageIsOneThatThereIs() throws IOException {
    var seen = new ArrayList<String>();
    IN_TEXT.matcher(Files.readString(PAGE)).results().forEach(it -> seen.add(parse(it.group(1))));
    assertThat(seen).contains("policy check", "policy render", "token create");
  }

  /** Fails for a word that no command takes; answers the command's own words. */
  private static String parse(String typed) {
    var words = new ArrayList<String>();
    WORD.matcher(typed.strip()).results().forEach(it -> words.add(it.group().replace("\"", "")));
    var parsed = CommandModel.whole().parseArgs(words.toArray(String[]::new));
    assertThat(parsed.unmatched()).as(typed).isEmpty();
    return words.get(0) + " " + words.get(1);
  }

  @Test
  void whatIsNoCommandIsFound() {
    assertThat(List.of("policy publsh acl/mesh.yaml", "policy diff a b --markdwon"))
        .allSatisfy(typed ->
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> parse(typed))
                .isInstanceOf(picocli.CommandLine.ParameterException.class));
  }

  @Test
  void aShellReadsEveryScript() throws IOException, InterruptedException {
    for (var script : workflow.scripts()) {
      var shell = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
      try (var in = shell.outputWriter()) {
        in.write(script);
      }
      var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor()).as(said).isZero();
    }
  }

  /** What a stranger names a branch or writes in a commit must not become part of a script. */
  @Test
  void nothingIsPutIntoAScriptAndThePullRequestsOwnProgramsDoNotRun() {
    assertThat(workflow.on().keySet().stream().map(Object::toString))
        .containsExactly("pull_request_target", "push");
    assertThat(workflow.scripts()).noneMatch(it -> it.contains("${{"));
    var checkout = workflow.steps("check").getFirst().all();
    assertThat(checkout.get("uses")).isEqualTo("actions/checkout@v4");
    assertThat(PolicyWorkflow.map(checkout, "with").get("ref"))
        .isEqualTo("${{ github.event.pull_request.base.sha }}");
    assertThat(workflow.scripts())
        .noneMatch(
            it -> it.matches("(?s).*git (checkout|switch|merge |pull|reset|restore|worktree).*"));
  }

  @Test
  void theTokenThatPublishesIsInOneStepOnlyAndNoJobMayDoMoreThanItMust() {
    assertThat(workflow.job("check").toString()).doesNotContain("secrets.", "MESH_");
    assertThat(workflow.steps().stream().filter(it -> it.all().toString().contains("secrets.")))
        .extracting(PolicyWorkflow.Step::name)
        .containsExactly("Publish");
    assertThat(workflow.steps().stream().filter(it -> it.all().toString().contains("github.token")))
        .extracting(PolicyWorkflow.Step::name)
        .containsExactly("Comment");

    assertThat(workflow.whole().get("permissions")).isEqualTo(Map.of());
    assertThat(workflow.job("check").get("permissions"))
        .isEqualTo(Map.of("contents", "read", "issues", "write"));
    assertThat(workflow.job("publish").get("permissions")).isEqualTo(Map.of("contents", "read"));
    assertThat(PolicyWorkflow.map(workflow.steps("publish").getFirst().all(), "with"))
        .isEqualTo(Map.of("ref", "main", "persist-credentials", false));
  }
}
