package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Model.CommandSpec;

/** Tells what a publish has changed. */
final class PublishedPrinter {
  private PublishedPrinter() {}

  static void print(CommandSpec spec, OutputOption output, JsonNode version) {
    var out = CommandOutput.of(spec);
    if (output.json()) {
      OutputFormat.printJson(out, version);
      return;
    }
    out.printf("Version %d is in force, and proven.%n", version.path("number").asLong());
    version.path("reach").forEach(it -> out.println("  " + it.asText()));
  }
}
