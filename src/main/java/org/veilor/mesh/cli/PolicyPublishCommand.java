package org.veilor.mesh.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy publish}: proves a truth and puts it in force. */
@Command(
    name = "publish",
    description = {
      "Prove a truth and put it in force: the server's file, or with mesh.policy.source=database the one named here."
    },
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {
      "  ./mesh policy publish --reason \"files for guests\"",
      "  ./mesh policy publish acl/mesh.yaml --base 7 --reason \"files for guests\""
    })
final class PolicyPublishCommand implements Callable<Integer> {
  private final ApiSource source;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A truth; left out, the server's own file.")
  private Optional<String> file;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for whoever reads the history.")
  private String reason;

  @Option(
      names = "--base",
      paramLabel = "N|current",
      description = "The version that FILE was made from; current to replace whatever is in force.")
  private Optional<String> base;

  @Mixin private OutputOption output;

  PolicyPublishCommand(ApiSource source) {
    this.source = source;
  }

  @Override
  public Integer call() {
    var api = source.find();
    try {
      var version =
          file.isPresent()
              ? TruthToPublish.send(api, file.get(), reason, base)
              : api.post("/api/v1/policy/publish", Map.of("reason", reason));
      PublishedPrinter.print(spec, output, version);
      return ExitCode.OK;
    } catch (InputFile.Unreadable e) {
      CommandOutput.errors(spec).println(e.getMessage());
      return ExitCode.UNREADABLE;
    }
  }
}
