package org.veilor.mesh.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real program from the system, or one of the parts, that a test needs. Missing in CI it fails
 * the test; on a laptop the test is skipped, saying what was not shown and how to get it.
 */
public final class RealCommand {
  private static final long PATIENCE_SECONDS = 30;

  private final String name;

  private RealCommand(String name) {
    this.name = name;
  }

  public static RealCommand of(String name, String shows) {
    var parts = System.getenv().getOrDefault("MESH_PARTS_BIN", "");
    var found =
        Arrays.stream((parts + ":" + System.getenv("PATH")).split(":"))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      var message =
          "NOT SHOWN: %s. %s is missing: ./mesh parts --list says how to get it."
              .formatted(shows, name);
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(message);
      }
      System.err.println(message);
      Assumptions.abort(message);
    }
    return new RealCommand(found.get().toString());
  }

  /** Returns what it prints. Fails unless it ends well within half a minute. */
  public String run(String... arguments) throws IOException {
    var words = new ArrayList<>(List.of(name));
    words.addAll(List.of(arguments));
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    assertThat(process.exitValue()).as("%s %s: %s", name, words, output).isZero();
    return output;
  }
}
