package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gate denials}: who was refused what, and how often. */
@Command(
    name = "denials",
    description = "List who was refused what and how often, the last first.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh gate denials", "  ./mesh gate denials --limit 500 -o json"})
final class GateDenialsCommand implements Callable<Integer> {
  private static final Table TABLE =
      new Table(
          List.of("WHO", "VHOST", "REASON", "COUNT", "FIRST", "LAST"), Set.of("WHO", "VHOST"));

  private final ApiSource source;
  private final Screen screen;
  private final TimeText time;

  @Spec private CommandSpec spec;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "No more than these (default: 50; 1000 at most).")
  private Optional<String> limit;

  @Mixin private OutputOption output;

  GateDenialsCommand(ApiSource source, Screen screen, TimeText time) {
    this.source = source;
    this.screen = screen;
    this.time = time;
  }

  @Override
  public Integer call() {
    Map<String, String> query = new LinkedHashMap<>();
    limit.ifPresent(it -> query.put("limit", it));
    var page = source.find().get("/api/v1/gate/denials", query);
    var out = CommandOutput.of(spec);
    if (output.json()) {
      OutputFormat.printJson(out, page);
    } else {
      new CountedPage(TABLE, "Nobody was refused.", "").print(out, screen, page, this::row);
    }
    return ExitCode.OK;
  }

  private List<String> row(JsonNode denial) {
    return List.of(
        denial.path("who").asText(),
        denial.path("vhost").asText(),
        denial.path("reason").asText(),
        denial.path("count").asText(),
        time.distance(Instant.parse(denial.path("first").asText())),
        time.distance(Instant.parse(denial.path("last").asText())));
  }
}
