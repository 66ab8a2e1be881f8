package org.veilor.mesh.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command to its end, within a time limit. A secret never goes into its arguments. */
final class Command {
  private static final Duration USUAL = Duration.ofSeconds(20);

  private Command() {}

  static Said run(String... argv) {
    return run(USUAL, List.of(argv));
  }

  static Said run(Duration limit, List<String> argv) {
    // Files, not pipes: a child that outlives the command would hold a pipe open.
    Path out = null;
    Path err = null;
    try {
      out = Files.createTempFile("veilor-lab", ".out");
      err = Files.createTempFile("veilor-lab", ".err");
      Process process =
          new ProcessBuilder(argv)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      boolean ended = await(process, limit);
      Said said =
          new Said(
              argv, ended ? process.exitValue() : -1, Files.readString(out), Files.readString(err));
      if (!ended) {
        throw new LabFailure("Not done within " + limit + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new LabFailure(String.join(" ", argv) + " could not be started: " + e.getMessage(), e);
    } finally {
      delete(out);
      delete(err);
    }
  }

  private static boolean await(Process process, Duration limit) {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
      process.destroyForcibly().waitFor();
      return false;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new LabFailure("Interrupted while a command was running", e);
    }
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
