package org.veilor.mesh.policy;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The real programs that read what is compiled: a test without them is skipped loudly. */
final class RealParts {
  private RealParts() {}

  /** The folder that has this program. */
  static Path with(String program, String shown) {
    return Optional.ofNullable(
            System.getProperty("MESH_PARTS_BIN", System.getenv("MESH_PARTS_BIN")))
        .map(Path::of)
        .filter(bin -> Files.isExecutable(bin.resolve(program)))
        .orElseGet(() -> skip(program, shown));
  }

  private static Path skip(String program, String shown) {
    var notShown = "NOT SHOWN: that " + shown + ". MESH_PARTS_BIN names no " + program + ".";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(notShown);
    }
    System.err.println("\n*** " + notShown + "\n");
    return abort(notShown);
  }
}
