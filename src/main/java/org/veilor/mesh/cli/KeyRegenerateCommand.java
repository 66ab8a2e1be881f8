package org.veilor.mesh.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** For a text that was lost. */
@Command(
    name = "regenerate",
    description = "End the live key of this key's subject and mint another.",
    mixinStandardHelpOptions = true)
final class KeyRegenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private OutputOption output;

  @Parameters(paramLabel = "ID", description = "A key of the subject, as key list shows it.")
  private String id;

  @Override
  public Integer call() {
    var api = MeshApi.find();
    var minted = api.post("/api/v1/keys/" + MeshApi.encoded(id) + "/regenerate", Map.of());
    new KeyPrinter(spec, output, api.standIn()).minted(minted);
    return 0;
  }
}
