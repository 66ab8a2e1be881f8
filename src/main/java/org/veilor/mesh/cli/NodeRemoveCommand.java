package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes a machine off the mesh. */
@Command(
    name = "remove",
    description = {
      "Take a machine off the mesh. It needs a new key to come back.",
      "When this ends, the gate refuses it already."
    },
    mixinStandardHelpOptions = true,
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh node remove alices-laptop", "  ./mesh node remove 7"})
final class NodeRemoveCommand implements Callable<Integer> {
  private final ApiSource source;

  @Spec private CommandSpec spec;

  @Mixin private OutputOption output;

  @Mixin private NodeArgument node;

  NodeRemoveCommand(ApiSource source) {
    this.source = source;
  }

  @Override
  public Integer call() {
    var api = source.find();
    var removed = api.delete("/api/v1/nodes/" + MeshApi.encoded(node.id(api)));
    var out = CommandOutput.of(spec);
    if (output.json()) {
      OutputFormat.printJson(out, removed);
    } else {
      print(out, removed);
    }
    return ExitCode.OK;
  }

  private static void print(PrintWriter out, JsonNode removed) {
    var tier = removed.path("tier").asText();
    var subject = removed.path("subject").asText();
    out.printf(
        "Off the mesh: %s (node %s, %s)%s.%n",
        removed.path("name").asText(),
        removed.path("id").asText(),
        tier.equals("none") ? "of no tier" : tier,
        subject.isEmpty() ? "" : ", of " + subject);
    out.println(
        removed.path("tags").isEmpty()
            ? "It was a user's own: its user may log in with it again at Headscale."
            : "To come back it needs a new key: ./mesh key create");
  }
}
