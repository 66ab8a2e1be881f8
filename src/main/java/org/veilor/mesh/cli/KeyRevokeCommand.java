package org.veilor.mesh.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends a key that nobody has used. */
@Command(
    name = "revoke",
    description = "End a live key: nobody can join with it any more.",
    mixinStandardHelpOptions = true)
final class KeyRevokeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private OutputOption output;

  @Parameters(paramLabel = "ID", description = "The key, as key list shows it.")
  private String id;

  @Override
  public Integer call() {
    var api = MeshApi.find();
    var ended = api.delete("/api/v1/keys/" + MeshApi.encoded(id));
    new KeyPrinter(spec, output, api.standIn()).one(ended);
    return 0;
  }
}
