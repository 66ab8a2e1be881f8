package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy history}: every version, or one with all that it changed. */
@Command(
    name = "history",
    description = "List the versions, newest first; or show what one of them changed.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh policy history", "  ./mesh policy history 7"})
final class PolicyHistoryCommand implements Callable<Integer> {
  private static final Table TABLE =
      new Table(List.of("VERSION", "STATE", "AT", "BY", "WHY"), Set.of("BY", "WHY"));

  private final ApiSource source;
  private final Screen screen;
  private final TimeText time;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "N", description = "One version.")
  private Optional<String> number;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "No more than these (default: 50; 200 at most).")
  private Optional<String> limit;

  @Option(names = "--below", paramLabel = "N", description = "Only versions older than this one.")
  private Optional<String> below;

  @Mixin private OutputOption output;

  PolicyHistoryCommand(ApiSource source, Screen screen, TimeText time) {
    this.source = source;
    this.screen = screen;
    this.time = time;
  }

  @Override
  public Integer call() {
    var api = source.find();
    if (number.isPresent()) {
      one(api.get("/api/v1/policy/history/" + MeshApi.encoded(number.get()), Map.of()));
      return ExitCode.OK;
    }
    Map<String, String> query = new LinkedHashMap<>();
    limit.ifPresent(it -> query.put("limit", it));
    below.ifPresent(it -> query.put("below", it));
    all(api.get("/api/v1/policy/history", query));
    return ExitCode.OK;
  }

  private void all(JsonNode page) {
    var out = CommandOutput.of(spec);
    if (output.json()) {
      OutputFormat.printJson(out, page);
      return;
    }
    var rows = new ArrayList<List<String>>();
    for (var version : page.path("items")) {
      rows.add(
          List.of(
              version.path("number").asText(),
              state(version),
              time.distance(Instant.parse(version.path("createdAt").asText())),
              version.path("author").asText(),
              version.path("reason").asText()));
    }
    TABLE.print(out, screen, rows);
    if (page.hasNonNull("next")) {
      out.printf("Older ones: --below %d%n", page.path("next").asLong());
    }
  }

  private void one(JsonNode version) {
    var out = CommandOutput.of(spec);
    if (output.json()) {
      OutputFormat.printJson(out, version);
      return;
    }
    out.printf(
        "Version %d, %s, by %s: %s%n",
        version.path("number").asLong(),
        state(version),
        version.path("author").asText(),
        version.path("reason").asText());
    version.path("reach").forEach(it -> out.println("  " + it.asText()));
    version.path("textDiff").asText().lines().forEach(out::println);
  }

  private static String state(JsonNode version) {
    var state = version.path("state").asText().toLowerCase(Locale.ROOT).replace('_', ' ');
    return version.hasNonNull("outcome")
        ? state + " (" + version.path("outcome").asText() + ")"
        : state;
  }
}
