package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate explain}: what the gate would answer, and why. */
@Command(
    name = "explain",
    description = "Say whether the gate lets this caller have this vhost, and why.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it lets the caller in", "1:it refuses"},
    footerHeading = Examples.HEADING,
    footer = {
      "  ./mesh gate explain 100.64.0.5 x.veilor",
      "  ./mesh gate explain 192.168.7.20 cams.veilor -o json"
    })
final class GateExplainCommand implements Callable<Integer> {
  private final ApiSource source;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "ADDRESS",
      description = "The caller's, as the proxy sees it: a machine's mesh address.")
  private String address;

  @Parameters(
      index = "1",
      paramLabel = "VHOST",
      description = "As a browser has it, without https:// and path.")
  private String vhost;

  @Mixin private OutputOption output;

  GateExplainCommand(ApiSource source) {
    this.source = source;
  }

  @Override
  public Integer call() {
    var answer =
        source.find().get("/api/v1/gate/explain", Map.of("address", address, "vhost", vhost));
    var out = CommandOutput.of(spec);
    if (output.json()) {
      OutputFormat.printJson(out, answer);
    } else {
      print(out, answer);
    }
    return answer.path("allowed").asBoolean() ? ExitCode.OK : ExitCode.REFUSED;
  }

  private void print(PrintWriter out, JsonNode answer) {
    if (answer.path("allowed").asBoolean()) {
      out.println("Let in: " + answer.path("sentence").asText());
    } else {
      out.printf(
          "Refused (%s): %s%n", answer.path("reason").asText(), answer.path("sentence").asText());
    }
    if (answer.path("reason").asText().equals("not_an_address")) {
      out.printf(
          "  asked:   \"%s\" is no address; a machine's stands first, the vhost behind it%n",
          address);
    }
    out.printf("  caller:  %s%n", caller(answer));
    out.printf("  vhost:   %s%n", vhost(answer.path("vhost").asText()));
    out.printf("  goes by: %s%n", knowledge(answer));
    if (answer.hasNonNull("trouble")) {
      out.printf("  trouble: %s%n", answer.path("trouble").asText());
    }
  }

  private static String caller(JsonNode answer) {
    var user = answer.path("user").asText();
    var who = answer.path("who").asText();
    return "%s, tier %s%s"
        .formatted(
            who.isEmpty() ? "unknown" : who,
            answer.path("tier").asText(),
            user.isEmpty() ? "" : ", of " + user);
  }

  /** The gate's labels for what its table lacks are no names. */
  private String vhost(String label) {
    return switch (label) {
      case "unknown" -> vhost + " (not in the policy)";
      case "none" -> vhost + " (not looked at)";
      default -> label;
    };
  }

  private static String knowledge(JsonNode answer) {
    return answer.hasNonNull("version")
        ? "version %d of the policy, nodes read %d s ago%s"
            .formatted(
                answer.path("version").asLong(),
                answer.path("ageSeconds").asLong(),
                answer.path("fresh").asBoolean() ? "" : " (too old for guests)")
        : "nothing yet";
  }
}
