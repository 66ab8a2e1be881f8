package org.veilor.mesh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.LabExtension;

/**
 * Run from its source as {@code ./mesh bench mint} does it. The figures of so few calls say
 * nothing.
 */
@ExtendWith(LabExtension.class)
class MintBenchIT {
  private static final Path SOURCE =
      Path.of("src/test/java/org/veilor/mesh/bench/MintBench.java").toAbsolutePath();
  private static final String LIBRARIES =
      Path.of("target/quarkus-app/lib/main").toAbsolutePath() + "/*";

  @TempDir Path folder;

  @BeforeAll
  static void withoutLimits(Lab lab) {
    lab.server(
        Map.of("mesh.identity.limits.per-token", "0", "mesh.identity.limits.per-subject", "0"));
  }

  @Test
  void both_are_measured_and_told(Lab lab) throws Exception {
    var figures = folder.resolve("mint.json");
    var said = measure(lab, lab.server().token(), figures);

    assertThat(said).contains("| ours | 8 |").contains("Ready in 1234 ms");
    var runs = new ObjectMapper().readTree(figures.toFile()).path("runs");
    assertThat(runs).hasSize(4);
    assertThat(runs).allSatisfy(run -> assertThat(run.path("p50_ms").asDouble()).isGreaterThan(1));
    assertThat(
            lab.server()
                .database()
                .column("select id::text from pre_auth_key where subject like 'bench-%'"))
        .hasSize(12);
  }

  @Test
  void a_call_that_fails_makes_no_figures(Lab lab) throws Exception {
    var figures = folder.resolve("mint.json");
    var said = measure(lab, "mesh_wrong", figures);

    assertThat(said).contains("the figures would be worthless", "answered 401");
    assertThat(figures).doesNotExist();
  }

  private String measure(Lab lab, String token, Path figures)
      throws IOException, InterruptedException {
    var tokenFile = Files.writeString(folder.resolve("token"), token);
    var log = folder.resolve("said");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var running =
        new ProcessBuilder(
                List.of(
                    java,
                    "--class-path",
                    LIBRARIES,
                    SOURCE.toString(),
                    "--url",
                    lab.server().url().toString(),
                    "--token-file",
                    tokenFile.toString(),
                    "--headscale-url",
                    lab.headscale().url().toString(),
                    "--headscale-api-key-file",
                    lab.headscale().apiKeyFile().toString(),
                    "--server-pid",
                    Long.toString(ProcessHandle.current().pid()),
                    "--ready-ms",
                    "1234",
                    "--calls",
                    "4",
                    "--json",
                    figures.toString()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(running.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      running.destroyForcibly();
    }
    return Files.readString(log);
  }
}
