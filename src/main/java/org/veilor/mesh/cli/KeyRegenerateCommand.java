package org.veilor.mesh.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** For a text that was lost. */
@Command(
    name = "regenerate",
    description = "End the live key of this key's subject and mint another.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh key regenerate alice", "  ./mesh key regenerate 2be8f1c0 --no-qr"})
final class KeyRegenerateCommand implements Callable<Integer> {
  private final ApiSource source;
  private final Screen screen;
  private final TimeText time;

  @Spec private CommandSpec spec;

  @Mixin private NewKeyOutput output;

  @Mixin private KeyArgument key;

  KeyRegenerateCommand(ApiSource source, Screen screen, TimeText time) {
    this.source = source;
    this.screen = screen;
    this.time = time;
  }

  @Override
  public Integer call() {
    var api = source.find();
    var id = MeshApi.encoded(key.id(api));
    var minted = api.post("/api/v1/keys/" + id + "/regenerate", Map.of());
    new NewKeyPrinter(spec, output, screen, time).print(minted);
    return ExitCode.OK;
  }
}
