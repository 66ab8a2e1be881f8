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
@Command(
    name = "list",
    description = "List keys, newest first. -o json has the whole ids.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh key list --state live", "  ./mesh key list --subject alice -o json"})
final class KeyListCommand implements Callable<Integer> {
  private final ApiSource source;
  private final Screen screen;
  private final TimeText time;

  @Spec private CommandSpec spec;

  @Mixin private OutputOption output;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      completionCandidates = Words.Tiers.class,
      description = "Only guest, infra or admin.")
  private Optional<String> tier;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      completionCandidates = Words.States.class,
      description = "Only minting, live, used, expired, revoked or failed.")
  private Optional<String> state;

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      converter = NameConverter.class,
      description = "Only this subject.")
  private Optional<String> subject;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many (1 to 200; default: 50).")
  private Optional<String> limit;

  @Option(
      names = "--cursor",
      paramLabel = "ID",
      description = "Go on from the \"next\" of the page before.")
  private Optional<String> cursor;

  KeyListCommand(ApiSource source, Screen screen, TimeText time) {
    this.source = source;
    this.screen = screen;
    this.time = time;
  }

  @Override
  public Integer call() {
    Map<String, String> query = new LinkedHashMap<>();
    tier.ifPresent(value -> query.put("tier", value));
    state.ifPresent(value -> query.put("state", value));
    subject.ifPresent(value -> query.put("subject", value));
    limit.ifPresent(value -> query.put("limit", value));
    cursor.ifPresent(value -> query.put("cursor", value));
    var api = source.find();
    new KeyPrinter(spec, output, screen, time).page(api.get("/api/v1/keys", query));
    return ExitCode.OK;
  }
}
