package org.veilor.mesh.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends a key that nobody has used. */
@Command(
    name = "revoke",
    description = "End a live key: nobody can join with it any more.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh key revoke alice", "  ./mesh key revoke 2be8f1c0"})
final class KeyRevokeCommand implements Callable<Integer> {
  private final ApiSource source;
  private final Screen screen;
  private final TimeText time;

  @Spec private CommandSpec spec;

  @Mixin private OutputOption output;

  @Mixin private KeyArgument key;

  KeyRevokeCommand(ApiSource source, Screen screen, TimeText time) {
    this.source = source;
    this.screen = screen;
    this.time = time;
  }

  @Override
  public Integer call() {
    var api = source.find();
    var ended = api.delete("/api/v1/keys/" + MeshApi.encoded(key.id(api)));
    new KeyPrinter(spec, output, screen, time).one(ended);
    return ExitCode.OK;
  }
}
