package org.veilor.mesh.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The books, newest first. */
@Command(name = "list", description = "List keys, newest first.", mixinStandardHelpOptions = true)
final class KeyListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private OutputOption output;

  @Option(names = "--tier", paramLabel = "guest|infra|admin", description = "Only this tier.")
  private Optional<String> tier;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only minting, live, used, expired, revoked or failed.")
  private Optional<String> state;

  @Option(names = "--subject", description = "Only this subject.")
  private Optional<String> subject;

  @Option(names = "--limit", description = "At most so many (1 to 200; default: 50).")
  private Optional<String> limit;

  @Option(names = "--cursor", description = "Go on from the \"next\" of the page before.")
  private Optional<String> cursor;

  @Override
  public Integer call() {
    Map<String, String> query = new LinkedHashMap<>();
    tier.ifPresent(value -> query.put("tier", value));
    state.ifPresent(value -> query.put("state", value));
    subject.ifPresent(value -> query.put("subject", value));
    limit.ifPresent(value -> query.put("limit", value));
    cursor.ifPresent(value -> query.put("cursor", value));
    var api = MeshApi.find();
    new KeyPrinter(spec, output, api.standIn()).page(api.get("/api/v1/keys", query));
    return 0;
  }
}
