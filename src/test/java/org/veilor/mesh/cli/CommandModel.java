package org.veilor.mesh.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Everything that can be typed after ./mesh: the application's commands and the launcher's own. */
final class CommandModel {
  private CommandModel() {}

  static CommandLine ofTheApplication() {
    return MeshCommand.line(new CommandFactory(Map.of()));
  }

  static CommandLine whole() {
    var root = ofTheApplication();
    var spec = root.getCommandSpec();
    spec.addSubcommand(
        "up",
        launcher("Start everything here.")
            .addOption(number("--port", "API and pages."))
            .addOption(number("--management-port", "Health and metrics."))
            .addOption(number("--gate-port", "The gate, for a reverse proxy."))
            .addOption(number("--headscale-port", "Headscale."))
            .addOption(flag("--no-key", "Mint no first key.")));
    spec.addSubcommand("down", launcher("Stop it; the data stays."));
    spec.addSubcommand("version", launcher("Of this checkout, Headscale and PostgreSQL."));
    spec.addSubcommand(
        "test",
        launcher("Run all tests, or those of the features named.")
            .addOption(flag("--unit", "Unit tests alone."))
            .addOption(flag("--changed", "Of what is not committed or not pushed."))
            .addOption(flag("--list", "Only name the features."))
            .addOption(flag("--coverage", "How much of each feature they reach."))
            .addOption(flag("--mutate", "Which faults they do not find."))
            .addOption(flag("--long", "Those that take minutes, too.")));
    spec.addSubcommand(
        "parts",
        launcher("The real programs: list, build.")
            .addOption(flag("--list", "Only list."))
            .addOption(flag("--relock", "Resolve and pin again."))
            .addOption(
                OptionSpec.builder("-o", "--output")
                    .arity("1")
                    .type(String.class)
                    .completionCandidates(new OutputOption.ForReading())
                    .description("How to print.")
                    .build()));
    spec.addSubcommand(
        "bench",
        launcher("Measure.")
            .addSubcommand(
                "mint",
                launcher("A mint beside a bare call to Headscale.")
                    .addOption(number("--calls", "Of each kind."))
                    .addOption(number("--json", "Where the figures go.")))
            .addSubcommand(
                "policy",
                launcher("A decision of the policy beside another evaluator's.")
                    .addOption(flag("--quick", "Only to see that it runs."))
                    .addOption(number("--json", "Where the figures go.")))
            .addSubcommand(
                "gate",
                launcher("The gate's answer beside an empty one and nginx's.")
                    .addOption(flag("--quick", "Shorter rounds."))
                    .addOption(number("--json", "Where the figures go."))));
    var completion = launcher("Print what a shell completes by.");
    for (var shell : new String[] {"bash", "zsh", "fish"}) {
      completion.addSubcommand(shell, launcher("For " + shell + "."));
    }
    spec.addSubcommand("completion", completion);
    return root;
  }

  /** By words as typed, such as {@code key create}; without the root. */
  static Map<String, CommandLine> byWords(CommandLine root) {
    Map<String, CommandLine> found = new LinkedHashMap<>();
    collect("", root, found);
    return found;
  }

  private static void collect(String words, CommandLine command, Map<String, CommandLine> found) {
    command
        .getSubcommands()
        .forEach((name, child) -> {
          if (!name.equals("help")) {
            found.put((words + " " + name).strip(), child);
            collect(words + " " + name, child, found);
          }
        });
  }

  private static CommandSpec launcher(String description) {
    var spec = CommandSpec.create().mixinStandardHelpOptions(true);
    spec.usageMessage().description(description);
    return spec;
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).arity("0").type(boolean.class).description(description).build();
  }

  private static OptionSpec number(String name, String description) {
    return OptionSpec.builder(name).arity("1").type(String.class).description(description).build();
  }
}
