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

/** {@code node list}: the machines on the mesh and whose they are. */
@Command(
    name = "list",
    description = "List the machines on the mesh, by name. -o json has all their addresses.",
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh node list --tier guest", "  ./mesh node list --limit 1000 -o json"})
final class NodeListCommand implements Callable<Integer> {
  private static final Table TABLE =
      new Table(
          List.of("ID", "NAME", "TIER", "SUBJECT", "ADDRESS", "SEEN"), Set.of("NAME", "SUBJECT"));

  private final ApiSource source;
  private final Screen screen;
  private final TimeText time;

  @Spec private CommandSpec spec;

  @Mixin private OutputOption output;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      converter = NameConverter.class,
      description = "Only the one that has this name.")
  private Optional<String> name;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      completionCandidates = Words.TiersOfNodes.class,
      description = "Only guest, infra, admin or none.")
  private Optional<String> tier;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "No more than these (default: 200; 1000 at most).")
  private Optional<String> limit;

  NodeListCommand(ApiSource source, Screen screen, TimeText time) {
    this.source = source;
    this.screen = screen;
    this.time = time;
  }

  @Override
  public Integer call() {
    Map<String, String> query = new LinkedHashMap<>();
    name.ifPresent(it -> query.put("name", it));
    tier.ifPresent(it -> query.put("tier", it));
    limit.ifPresent(it -> query.put("limit", it));
    var page = source.find().get("/api/v1/nodes", query);
    var out = CommandOutput.of(spec);
    if (output.json()) {
      OutputFormat.printJson(out, page);
    } else {
      new CountedPage(TABLE, "No machines.", " machines").print(out, screen, page, this::row);
    }
    return ExitCode.OK;
  }

  private List<String> row(JsonNode node) {
    return List.of(
        node.path("id").asText(),
        node.path("name").asText(),
        node.path("tier").asText(),
        node.path("subject").asText(),
        node.path("addresses").path(0).asText(),
        seen(node));
  }

  private String seen(JsonNode node) {
    if (node.path("online").asBoolean()) {
      return "online";
    }
    return node.hasNonNull("lastSeen")
        ? time.distance(Instant.parse(node.path("lastSeen").asText()))
        : "never";
  }
}
