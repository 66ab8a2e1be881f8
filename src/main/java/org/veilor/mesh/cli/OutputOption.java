package org.veilor.mesh.cli;

import picocli.CommandLine.Option;

/** How a command prints: for a person, or for a program. */
final class OutputOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      defaultValue = "table",
      description = "table for a person, json for a program (default: table).")
  private OutputFormat format = OutputFormat.table;

  boolean json() {
    return format == OutputFormat.json;
  }
}
