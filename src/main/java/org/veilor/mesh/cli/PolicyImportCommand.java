package org.veilor.mesh.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy import}: a file becomes the truth that the database keeps. */
@Command(
    name = "import",
    description = "Take a file into the database, proven and published; byte for byte.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh policy import acl/mesh.yaml"})
final class PolicyImportCommand implements Callable<Integer> {
  private final ApiSource source;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A truth, as acl/mesh.yaml.")
  private String file;

  @Option(
      names = "--base",
      paramLabel = "N|current",
      description = "The version that it replaces; needed unless it is the first.")
  private Optional<String> base;

  @Mixin private OutputOption output;

  PolicyImportCommand(ApiSource source) {
    this.source = source;
  }

  @Override
  public Integer call() {
    try {
      PublishedPrinter.print(
          spec, output, TruthToPublish.send(source.find(), file, "imported from " + file, base));
      return ExitCode.OK;
    } catch (InputFile.Unreadable e) {
      CommandOutput.errors(spec).println(e.getMessage());
      return ExitCode.UNREADABLE;
    }
  }
}
