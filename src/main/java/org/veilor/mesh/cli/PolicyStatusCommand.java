package org.veilor.mesh.cli;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code policy status}: what is in force, and whether it is what was published. */
@Command(
    name = "status",
    description = "Show which version is in force, and whether it is proven.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:what is in force is proven", "1:it is not: no key is minted"},
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh policy status", "  ./mesh policy status -o json"})
final class PolicyStatusCommand implements Callable<Integer> {
  private final ApiSource source;
  private final TimeText time;

  @Spec private CommandSpec spec;

  @Mixin private OutputOption output;

  PolicyStatusCommand(ApiSource source, TimeText time) {
    this.source = source;
    this.time = time;
  }

  @Override
  public Integer call() {
    var policy = source.find().get("/api/v1/policy", Map.of());
    var out = CommandOutput.of(spec);
    if (output.json()) {
      OutputFormat.printJson(out, policy);
    } else {
      out.println(policy.path("sentence").asText());
      var version = policy.path("inForce");
      if (version.isObject()) {
        out.printf(
            "Published %s by %s: %s%n",
            time.distance(Instant.parse(version.path("createdAt").asText())),
            version.path("author").asText(),
            version.path("reason").asText());
      }
      out.printf(
          "It is kept in %s.%n",
          policy.path("source").asText().equals("file") ? "the server's file" : "the database");
      policy.path("drift").forEach(it -> out.println("  " + it.asText()));
      if (policy.hasNonNull("fileAlarm")) {
        out.println(policy.path("fileAlarm").asText());
      }
    }
    return policy.path("proven").asBoolean() ? ExitCode.OK : ExitCode.REFUSED;
  }
}
