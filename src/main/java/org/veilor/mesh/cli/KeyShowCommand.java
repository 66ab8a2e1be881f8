package org.veilor.mesh.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is on record of a key. */
@Command(
    name = "show",
    description = "Show a key's state and who used it; never its text.",
    mixinStandardHelpOptions = true)
final class KeyShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private OutputOption output;

  @Parameters(paramLabel = "ID", description = "The key, as key list shows it.")
  private String id;

  @Override
  public Integer call() {
    var api = MeshApi.find();
    var key = api.get("/api/v1/keys/" + MeshApi.encoded(id), Map.of());
    new KeyPrinter(spec, output, api.standIn()).one(key);
    return 0;
  }
}
