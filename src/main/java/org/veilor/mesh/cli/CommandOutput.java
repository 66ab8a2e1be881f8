package org.veilor.mesh.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The one way out of a command: picocli's writer, which a test can capture. */
final class CommandOutput {
  private CommandOutput() {}

  /** The spec is injected by picocli before a command is called. */
  static PrintWriter of(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec, "called by picocli only").commandLine().getOut();
  }

  /** For words beside the output, which a script does not read. */
  static PrintWriter errors(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec, "called by picocli only").commandLine().getErr();
  }
}
