package org.veilor.mesh.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veilor.mesh.truth.Truth;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;

class ShippedTruthTest {
  private static final Path ACL = Path.of("acl");

  private static Truth read(String yaml) {
    return switch (Truths.read(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
      case TruthReading.Good good -> good.truth();
      case TruthReading.Bad bad -> throw new AssertionError(bad.faults().toString());
    };
  }

  private static String shipped() throws IOException {
    return Files.readString(ACL.resolve("mesh.yaml"));
  }

  @Test
  void the_committed_files_are_what_the_truth_compiles_to() throws IOException {
    assertThat(new ArtefactFolder(ACL).compare(Compiled.of(read(shipped())).artefacts()))
        .as("run ./mesh policy render, and commit what it wrote")
        .allSatisfy(
            (file, state) -> assertThat(state).as(file).isEqualTo(ArtefactFolder.State.SAME));
  }

  @Test
  void what_it_expects_holds() throws IOException {
    assertThat(Expectations.check(Compiled.of(read(shipped())))).isEmpty();
  }

  @Test
  void one_changed_line_changes_all_four_and_nothing_else() throws IOException {
    var before = lines(shipped());
    var after =
        lines(
            shipped()
                .replace("vhost: x.veilor", "vhost: y.veilor")
                .replace("guest reaches x", "guest reaches y"));

    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.forEach((file, text) -> {
      assertThat(after.get(file)).as(file).isNotEqualTo(text);
      assertThat(after.get(file).replace("y.veilor", "x.veilor")).as(file).isEqualTo(text);
    });
  }

  @Test
  void one_added_service_changes_all_four() throws IOException {
    var before = lines(shipped());
    var after =
        lines(
            shipped()
                .replace(
                    "services:\n",
                    "services:\n  - {vhost: a.veilor, on: edge, port: 8443, tiers: [guest]}\n"));

    before.forEach((file, text) -> assertThat(after.get(file)).as(file).isNotEqualTo(text));
    assertThat(after.get("policy.hujson")).contains("\"tag:edge:8443\", // a.veilor");
  }

  private static Map<String, String> lines(String yaml) {
    return new TreeMap<>(Compiled.of(read(yaml)).artefacts().files());
  }

  @Test
  void files_are_written_whole_and_only_when_they_differ(@TempDir Path folder) throws IOException {
    var artefacts = Compiled.of(read(shipped())).artefacts();
    var there = new ArtefactFolder(folder);

    assertThat(there.write(artefacts).values()).containsOnly(ArtefactFolder.State.MISSING);
    var policy = folder.resolve("policy.hujson");
    var written = Files.getLastModifiedTime(policy);
    Files.writeString(folder.resolve("gate.json"), "{}");
    assertThat(there.write(artefacts))
        .containsEntry("policy.hujson", ArtefactFolder.State.SAME)
        .containsEntry("gate.json", ArtefactFolder.State.DIFFERENT);
    assertThat(Files.getLastModifiedTime(policy)).isEqualTo(written);
    assertThat(there.compare(artefacts).values()).containsOnly(ArtefactFolder.State.SAME);
    try (var files = Files.list(folder)) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder("policy.hujson", "gate.json", "extra-records.json", "traefik");
    }
  }
}
