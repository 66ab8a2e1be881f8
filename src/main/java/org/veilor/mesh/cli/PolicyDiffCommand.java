package org.veilor.mesh.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy diff}: who would gain and who would lose what. */
@Command(
    name = "diff",
    description = {
      "Show who gains and who loses what by a change.",
      "Of two files, the second against the first, without a server. Of one, against what is in force."
          + " Of none, the server's own file against what is in force."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it would be published, changes or not",
      "1:it would be refused",
      "2:one of the truths cannot be read"
    },
    footerHeading = Examples.HEADING,
    footer = {
      "  ./mesh policy diff",
      "  ./mesh policy diff acl/mesh.yaml",
      "  ./mesh policy diff main.yaml acl/mesh.yaml --markdown"
    })
final class PolicyDiffCommand implements Callable<Integer> {
  private final ApiSource source;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..2", paramLabel = "FILE", description = "Truths: [OLD] NEW.")
  private List<String> files = List.of();

  @Option(names = "--markdown", description = "As the comment on a pull request.")
  private boolean markdown;

  @Mixin private OutputOption output = new OutputOption();

  PolicyDiffCommand(ApiSource source) {
    this.source = source;
  }

  @Override
  public Integer call() {
    try {
      var diff = compare();
      print(diff);
      return diff.isRefused() ? ExitCode.REFUSED : ExitCode.OK;
    } catch (InputFile.Unreadable e) {
      CommandOutput.errors(spec).println(e.getMessage());
      return ExitCode.UNREADABLE;
    }
  }

  private TwoPolicies compare() throws InputFile.Unreadable {
    if (files.isEmpty()) {
      var told = source.find().get("/api/v1/policy/diff", Map.of());
      var reach = new java.util.ArrayList<String>();
      told.path("reach").forEach(it -> reach.add(it.asText()));
      return new TwoPolicies(List.of(), reach, List.of(), told.path("textDiff").asText());
    }
    var after = InputFile.text(files.getLast());
    var before = files.size() == 2 ? InputFile.text(files.getFirst()) : inForce();
    return TwoPolicies.of(before, after, files.getLast());
  }

  private String inForce() {
    var api = source.find();
    var number = api.get("/api/v1/policy", Map.of()).path("inForce").path("number").asText();
    return number.isEmpty()
        ? ""
        : api.get("/api/v1/policy/history/" + number, Map.of()).path("truth").asText();
  }

  private void print(TwoPolicies diff) {
    var out = CommandOutput.of(spec);
    if (output.json()) {
      OutputFormat.printJson(
          out,
          Map.of(
              "refused", diff.isRefused(),
              "faults", diff.faults(),
              "reach", diff.reach(),
              "changes", diff.changes(),
              "textDiff", diff.lines()));
    } else if (markdown) {
      out.print(DiffMarkdown.of(diff));
    } else {
      diff.faults().forEach(CommandOutput.errors(spec)::println);
      diff.reach().forEach(out::println);
      out.print(diff.lines());
    }
    out.flush();
  }
}
