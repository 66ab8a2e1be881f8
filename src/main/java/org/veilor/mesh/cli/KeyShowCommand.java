package org.veilor.mesh.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is on record of a key. */
@Command(
    name = "show",
    description = "Show a key's state and who used it; never its text.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh key show alice", "  ./mesh key show 2be8f1c0 -o json"})
final class KeyShowCommand implements Callable<Integer> {
  private final ApiSource source;
  private final Screen screen;
  private final TimeText time;

  @Spec private CommandSpec spec;

  @Mixin private OutputOption output;

  @Mixin private KeyArgument key;

  KeyShowCommand(ApiSource source, Screen screen, TimeText time) {
    this.source = source;
    this.screen = screen;
    this.time = time;
  }

  @Override
  public Integer call() {
    var api = source.find();
    var found = api.get("/api/v1/keys/" + MeshApi.encoded(key.id(api)), Map.of());
    new KeyPrinter(spec, output, screen, time).one(found);
    return ExitCode.OK;
  }
}
