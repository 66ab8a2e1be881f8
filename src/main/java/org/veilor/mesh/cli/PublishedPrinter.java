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
    long number = version.path("number").asLong();
    if (!version.path("changed").asBoolean(true)) {
      out.printf("Version %d was in force already: nothing has changed.%n", number);
      return;
    }
    out.printf("Version %d is in force, and proven.%n", number);
    version.path("reach").forEach(it -> out.println("  " + it.asText()));
  }
}
