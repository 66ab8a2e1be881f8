package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about the truth, without a server. */
class PolicyCommandsTest {
  private static final String TRUTH =
      """
      tiers:
        admin: {reaches: everything-but-guests}
        infra: {reaches: itself}
        guest: {reaches: allowlist}
      hosts:
        doorway: {tag: edge, address: [100.64.0.10, "fd7a:115c:a1e0::a"]}
        onyx: {tag: admin}
      services:
        - {vhost: x.veilor, on: edge, port: 443, tiers: [guest, infra], note: Misskey}
      expect:
        - guest reaches x.veilor
        - guest cannot reach onyx
      """;

  @TempDir Path folder;

  @BeforeEach
  void aTruth() throws IOException {
    write("mesh.yaml", TRUTH);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private TypedCommand run(String command, String... more) {
    var words = new java.util.ArrayList<>(java.util.List.of("policy", command, "--truth"));
    words.add(folder.resolve("mesh.yaml").toString());
    words.addAll(java.util.List.of(more));
    return TypedCommand.run(Map.of(), words.toArray(String[]::new));
  }

  @Test
  void renderWritesTheFilesAndThenNothing() {
    assertThat(run("render").out().lines()).hasSize(4).allMatch(it -> it.endsWith("  new"));
    var again = run("render");
    assertThat(again.code()).isZero();
    assertThat(again.out().lines()).hasSize(4).allMatch(it -> it.endsWith("  unchanged"));
    assertThat(run("render", "--check").code()).isZero();
  }

  @Test
  void nothingIsWrittenIfWhatIsExpectedDoesNotHold() throws IOException {
    run("render");
    var policy = Files.readString(folder.resolve("policy.hujson"));
    write("mesh.yaml", TRUTH.replace("tiers: [guest, infra]", "tiers: [infra]"));

    var refused = run("render");

    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err())
        .contains(
            "mesh.yaml:11:5: expect: \"guest reaches x.veilor\" does not hold: the gate lets");
    assertThat(Files.readString(folder.resolve("policy.hujson"))).isEqualTo(policy);
  }

  @Test
  void aProgramReadsTheFaultsOfEitherCommandAsJson() throws IOException {
    write("mesh.yaml", TRUTH.replace("port: 443", "port: 70000"));
    for (var command : java.util.List.of("render", "check")) {
      var refused = run(command, "-o", "json");
      assertThat(refused.code()).as(command).isEqualTo(ExitCode.REFUSED);
      assertThat(OutputFormat.read(refused.out()).at("/faults/0/line").asInt()).isEqualTo(9);
      assertThat(OutputFormat.read(refused.out()).at("/faults/0/field").asText())
          .isEqualTo("services[0].port");
      assertThat(refused.err()).isEmpty();
    }
  }

  @Test
  void aProgramReadsWhatWasWritten() {
    var made = OutputFormat.read(run("render", "-o", "json").out());

    assertThat(made.at("/files").path("traefik/mesh.yml").asText()).isEqualTo("new");
    assertThat(made.at("/faults").isEmpty()).isTrue();
  }

  @Test
  void whatCannotBeReadEndsWithTwo() throws IOException {
    write("mesh.yaml", "tiers: [");
    assertThat(run("check").code()).isEqualTo(ExitCode.UNREADABLE);
    Files.write(folder.resolve("mesh.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
    assertThat(run("check").code()).isEqualTo(ExitCode.UNREADABLE);
    Files.delete(folder.resolve("mesh.yaml"));
    var missing = run("render");
    assertThat(missing.code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(missing.err()).contains("mesh.yaml is not there: looked for /");
  }

  @Test
  void whatNeverEndsIsNotReadToItsEnd() {
    assertThatThrownBy(() -> InputFile.bytes("/dev/zero"))
        .hasMessage("/dev/zero is larger than 64 MiB: it is not what is meant here.");
  }

  @Test
  void checkNamesHostsThatHeadscaleHasDifferently() throws IOException {
    write("nodes.json", nodes("100.64.0.12", "[\"tag:infra\"]"));
    var checked = run("check", "--nodes", folder.resolve("nodes.json").toString());

    assertThat(checked.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(checked.err())
        .contains(
            "hosts.doorway.address: Headscale has it at 100.64.0.12, not at 100.64.0.10.",
            "hosts.doorway.address: Headscale has it at 100.64.0.12, not at fd7a:115c:a1e0::a.",
            "hosts.doorway.tag: Headscale has it with tag:infra.",
            "onyx has not joined: Headscale has no such node.");
  }

  /** {@code headscale nodes list -o json}: other names than the API's, and numbers as numbers. */
  @Test
  void aListFromHeadscalesCommandLineIsReadAsTheApisIs() throws IOException {
    write(
        "nodes.json",
        """
        [{"id": 1, "name": "doorway", "user": {"id": 2147455555, "name": "tagged-devices"},
          "ip_addresses": ["100.64.0.12"], "given_name": "doorway", "tags": ["tag:edge"]}]
        """);
    var nodes = folder.resolve("nodes.json").toString();

    assertThat(run("check", "--nodes", nodes).err())
        .contains("hosts.doorway.address: Headscale has it at 100.64.0.12, not at 100.64.0.10.");
    assertThat(run("explain", "100.64.0.12", "x.veilor", "--nodes", nodes).out())
        .contains("doorway (no tier) does not reach x.veilor");
  }

  @Test
  void checkIsContentWithHostsThatHeadscaleHasAlike() throws IOException {
    write("nodes.json", nodes("100.64.0.10\", \"fd7a:115c:a1e0::a", "[\"tag:edge\"]"));
    var checked = run("check", "--nodes", folder.resolve("nodes.json").toString());

    assertThat(checked.code()).isZero();
    assertThat(checked.out()).contains("is proven: 1 services, 2 hosts");
    write("nodes.json", "{\"nodes\": 3}");
    assertThat(run("check", "--nodes", folder.resolve("nodes.json").toString()).code())
        .isEqualTo(ExitCode.UNREADABLE);
  }

  private static String nodes(String address, String tags) {
    return """
    {"nodes": [{"id": "1", "givenName": "doorway", "name": "doorway", "user": {"id": "1", "name": "u"},
      "ipAddresses": ["%s"], "tags": %s, "approvedRoutes": [], "availableRoutes": [], "subnetRoutes": []}]}
    """
        .formatted(address, tags);
  }

  private static final String NAMES = "{\"tagOwners\": {\"tag:guest\": [], \"tag:edge\": []}, ";

  @Test
  void checkProvesAPolicyOfHeadscalesAgainstTheTruth() throws IOException {
    run("render");
    var ours = run("check", folder.resolve("policy.hujson").toString());
    assertThat(ours.code()).isZero();
    assertThat(ours.out()).contains("is proven against");

    write(
        "wide.hujson",
        NAMES
            + "\"acls\": [{\"action\": \"accept\", \"proto\": \"tcp\", \"src\": [\"tag:guest\"], \"dst\": [\"tag:edge:22\"]}]}");
    var wide = run("check", folder.resolve("wide.hujson").toString());
    assertThat(wide.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(wide.err()).contains("wide.hujson: tag:guest would reach tag:edge:22 by acls[0].");
    assertThat(run("check", folder.resolve("wide.hujson").toString(), "-o", "json").out())
        .contains("\"proven\" : false");

    write("no-end", "{\"acls\": [");
    assertThat(run("check", folder.resolve("no-end").toString()).code())
        .isEqualTo(ExitCode.UNREADABLE);
    write("unknown.json", "{\"acls\": [], \"nodes\": \"tag:x\", \"acls\": {}}");
    assertThat(run("check", folder.resolve("unknown.json").toString()).code())
        .isNotEqualTo(ExitCode.OK);
  }

  @Test
  void checkTakesAnotherTruthAndNotTwo() throws IOException {
    write("new.yaml", TRUTH);
    var alone =
        TypedCommand.run(Map.of(), "policy", "check", folder.resolve("new.yaml").toString());
    assertThat(alone.code()).isZero();
    assertThat(run("check", folder.resolve("new.yaml").toString()).code())
        .isEqualTo(ExitCode.USAGE);
  }

  private TypedCommand diff(String... more) {
    var words = new java.util.ArrayList<>(java.util.List.of("policy", "diff"));
    words.add(folder.resolve("mesh.yaml").toString());
    words.add(folder.resolve("new.yaml").toString());
    words.addAll(java.util.List.of(more));
    return TypedCommand.run(Map.of(), words.toArray(String[]::new));
  }

  @Test
  void diffSaysWhoGainsAndWhichLinesChange() throws IOException {
    write(
        "new.yaml",
        TRUTH
            .replace("note: Misskey", "note: \"```\\n</details> @everyone\"")
            .replace("443", "444"));
    var plain = diff();
    assertThat(plain.code()).isZero();
    assertThat(plain.out())
        .startsWith("guest loses x.veilor:443")
        .contains("guest gains x.veilor:444", "-  - {vhost: x.veilor, on: edge, port: 443");
    var comment = diff("--markdown");
    assertThat(comment.out())
        .contains("**What this changes:**", "<details><summary>Line by line</summary>", "````diff");
    assertThat(comment.out().lines().filter("````"::equals)).hasSize(1);
    assertThat(diff("-o", "json").out()).contains("\"losesEverything\" : false");
  }

  @Test
  void diffOfWhatWouldBeRefusedSaysWhy() throws IOException {
    write("new.yaml", TRUTH.replace("tiers: [guest, infra]", "tiers: [infra]"));
    var refused = diff();
    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err()).contains("new.yaml:", "\"guest reaches x.veilor\" does not hold");
    assertThat(refused.out()).contains("guest loses EVERYTHING: x.veilor:443");
    write("new.yaml", "tiers: [");
    assertThat(diff("--markdown").out()).contains("**This policy would be refused.**");
    Files.delete(folder.resolve("new.yaml"));
    assertThat(diff().code()).isEqualTo(ExitCode.UNREADABLE);
  }
}
