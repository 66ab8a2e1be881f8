package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code policy render} finds on the disk, and what it leaves alone there. */
class RenderCommandTest {
  private static final String TRUTH =
      """
      tiers:
        admin: {reaches: everything-but-guests}
        infra: {reaches: itself}
        guest: {reaches: allowlist}
      hosts:
        doorway: {tag: edge, address: [100.64.0.10, "fd7a:115c:a1e0::a"]}
      services:
        - {vhost: x.veilor, on: edge, port: 443, tiers: [guest, infra], note: Misskey}
      """;

  @TempDir Path folder;
  private Path acl;
  private Path elsewhere;

  @BeforeEach
  void aTruth() throws IOException {
    acl = Files.createDirectory(folder.resolve("acl"));
    elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(acl.resolve("mesh.yaml"), TRUTH);
  }

  private TypedCommand render(String... more) {
    var words = new ArrayList<>(List.of("policy", "render", "--truth"));
    words.add(acl.resolve("mesh.yaml").toString());
    words.addAll(List.of(more));
    return TypedCommand.run(Map.of(), words.toArray(String[]::new));
  }

  @Test
  void checkShowsEveryLineThatDiffersAndWritesNothing() throws IOException {
    render();
    var policy = acl.resolve("policy.hujson");
    var lines = new ArrayList<>(Files.readAllLines(policy));
    lines.set(0, "// first by hand");
    lines.add("// last by hand \u001b[2J");
    Files.write(policy, lines);

    var checked = render("--check");

    assertThat(checked.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(checked.out())
        .contains("policy.hujson  differs\n--- " + policy + "\n+++ " + policy + " (rendered)\n")
        .contains("\n-// first by hand\n+")
        .contains("\n-// last by hand  [2J\n")
        .contains("gate.json  unchanged");
    assertThat(checked.out().lines().filter(it -> it.startsWith("@@ "))).hasSize(2);
    assertThat(Files.readAllLines(policy)).isEqualTo(lines);
  }

  @Test
  void checkSaysWhenOnlyLineEndsDiffer() throws IOException {
    render();
    var gate = acl.resolve("gate.json");
    Files.writeString(gate, Files.readString(gate).replace("\n", "\r\n"));

    assertThat(render("--check").out()).contains("gate.json  differs\nonly its line ends differ\n");
  }

  @Test
  void aLinkOutOfTheFolderIsNeitherReadNorReplaced() throws IOException {
    var secret = Files.writeString(elsewhere.resolve("secret"), "do not show\n");
    Files.createSymbolicLink(acl.resolve("gate.json"), secret);

    for (var refused : List.of(render(), render("--check"))) {
      assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(refused.err())
          .contains("gate.json is a link to " + secret + ", which is not in " + acl)
          .contains("Remove the link, or name another folder with --out.");
      assertThat(refused.out()).isEmpty();
    }
    assertThat(secret).hasContent("do not show\n");
    assertThat(acl.resolve("policy.hujson")).doesNotExist();
  }

  @Test
  void aFolderThatIsALinkOutIsNotWrittenInto() throws IOException {
    Files.createSymbolicLink(acl.resolve("traefik"), elsewhere);
    assertThat(render().err()).contains("traefik is a link to " + elsewhere);
    assertThat(elsewhere).isEmptyDirectory();

    Files.delete(acl.resolve("traefik"));
    Files.createSymbolicLink(acl.resolve("traefik"), Path.of("nowhere"));
    assertThat(render().err()).contains("traefik is a link to nowhere");
  }

  @Test
  void aLinkWithinTheFolderStaysOneAndTheFolderItselfMayBeOne() throws IOException {
    Files.writeString(acl.resolve("gate.v1.json"), "{}");
    Files.createSymbolicLink(acl.resolve("gate.json"), Path.of("gate.v1.json"));
    var named = Files.createSymbolicLink(folder.resolve("named"), acl);

    assertThat(render("--out", named.toString()).code()).isZero();

    assertThat(acl.resolve("gate.json")).isSymbolicLink();
    assertThat(acl.resolve("gate.v1.json")).content().contains("x.veilor");
    assertThat(render("--check").code()).isZero();
  }
}
