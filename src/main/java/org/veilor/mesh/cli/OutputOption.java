package org.veilor.mesh.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command prints: for a person, or for a program. */
final class OutputOption {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  private OutputFormat format = OutputFormat.table;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      completionCandidates = ForReading.class,
      defaultValue = "table",
      description = "table for a person, json for a program (default: table).")
  void format(OutputFormat chosen) {
    if (chosen == OutputFormat.text) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "-o text is for commands that make a key or a token; here there are table and json.");
    }
    format = chosen;
  }

  boolean json() {
    return format == OutputFormat.json;
  }

  /** Whether the command that failed was to print JSON. */
  static boolean json(CommandSpec failed) {
    return Optional.ofNullable(failed.findOption("--output"))
        .map(option -> option.stringValues().contains("json"))
        .orElse(false);
  }

  static final class ForReading extends java.util.ArrayList<String> {
    private static final long serialVersionUID = 1L;

    ForReading() {
      super(java.util.List.of("table", "json"));
    }
  }
}
