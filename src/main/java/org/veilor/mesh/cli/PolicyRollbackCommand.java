package org.veilor.mesh.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy rollback}: a version of old is proven anew and in force again. */
@Command(
    name = "rollback",
    description = "Put an older version in force again, once it is proven anew.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh policy rollback 6 --reason \"7 locked the office out\""})
final class PolicyRollbackCommand implements Callable<Integer> {
  private final ApiSource source;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "N", description = "The version, as the history numbers it.")
  private long number;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why it goes back.")
  private String reason;

  @Option(
      names = "--base",
      paramLabel = "N",
      description = "Only if this version is in force; left out, whichever is.")
  private Optional<String> base;

  @Mixin private OutputOption output;

  PolicyRollbackCommand(ApiSource source) {
    this.source = source;
  }

  @Override
  public Integer call() {
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("version", number);
    wish.put("reason", reason);
    base.ifPresent(it -> wish.put("base", it));
    PublishedPrinter.print(spec, output, source.find().post("/api/v1/policy/rollback", wish));
    return ExitCode.OK;
  }
}
