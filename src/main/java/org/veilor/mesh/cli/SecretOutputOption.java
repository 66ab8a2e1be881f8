package org.veilor.mesh.cli;

import picocli.CommandLine.Option;

/** How a command prints that makes a key or a token. */
final class SecretOutputOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json|text",
      defaultValue = "table",
      description =
          "table for a person, json for a program, text for the new secret alone, as in $(...)"
              + " (default: table).")
  private OutputFormat format = OutputFormat.table;

  OutputFormat format() {
    return format;
  }
}
