package org.veilor.mesh.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * Moves the wall clock of a child process while it runs, by libfaketime (Debian's package of that
 * name). The monotonic clock goes on undisturbed, as on a real machine.
 */
public final class FakeTime {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

  private final Path library;
  private final Path offset;

  private FakeTime(Path library, Path offset) throws IOException {
    this.library = library;
    this.offset = offset;
    write("+0");
  }

  /** Missing in CI it fails the test; on a laptop the test is skipped and says so. */
  public static FakeTime in(Path folder) throws IOException {
    var library = PLACES.stream().filter(Files::exists).findFirst();
    if (library.isEmpty()) {
      var message = "NOT SHOWN: what a clock set back does. libfaketime is missing.";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(message);
      }
      System.err.println(message);
      Assumptions.abort(message);
    }
    return new FakeTime(library.orElseThrow(), folder.resolve("clock"));
  }

  /** The last one because libfaketime 0.9.10 else ends every timed wait of a JVM at once. */
  public Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", offset.toString(),
        "FAKETIME_NO_CACHE", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "DONT_FAKE_MONOTONIC", "1",
        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  public void setBack(Duration by) throws IOException {
    write("-" + by.toSeconds() + "s");
  }

  public void setRight() throws IOException {
    write("+0");
  }

  /** By rename, so that the process never reads half a line. */
  private void write(String words) throws IOException {
    var next = offset.resolveSibling("clock.next");
    Files.writeString(next, words + "\n");
    Files.move(next, offset, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
