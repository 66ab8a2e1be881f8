package org.veilor.mesh.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What picocli lacks beside its script for bash and zsh. */
final class FishCompletion {
  private static final String HEAD =
      """
      # fish completion of ./mesh, made from its commands; changes here are lost.
      function __mesh_words
          set -l words (commandline -opc)
          for word in $words[2..-1]
              string match -q -- '-*' $word; and break
              echo $word
          end
      end
      function __mesh_at
          test "$(__mesh_words)" = "$argv"
      end
      function __mesh_in
          set -l words (__mesh_words)
          test "$words[1..$(count $argv)]" = "$argv"
      end
      complete -c mesh -f
      """;

  private FishCompletion() {}

  static String of(CommandLine root) {
    List<String> lines = new ArrayList<>();
    commands("", root, lines);
    CommandModel.byWords(root)
        .forEach((words, command) -> {
          commands(words, command, lines);
          for (var option : command.getCommandSpec().options()) {
            lines.add(option(words, option));
          }
        });
    return HEAD + String.join("\n", lines) + "\n";
  }

  private static void commands(String words, CommandLine command, List<String> lines) {
    command
        .getSubcommands()
        .forEach((name, child) ->
            lines.add(
                "complete -c mesh -n '__mesh_at %s' -a %s -d %s"
                    .formatted(words, name, description(child))));
  }

  private static String option(String words, OptionSpec option) {
    var line = new StringBuilder("complete -c mesh -n '__mesh_in %s'".formatted(words));
    for (var name : option.names()) {
      line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
    }
    if (option.arity().max() > 0) {
      line.append(" -x");
      if (option.completionCandidates() != null) {
        line.append(" -a ").append(quoted(String.join(" ", option.completionCandidates())));
      }
    }
    return line.append(" -d ").append(quoted(first(option.description()))).toString();
  }

  private static String description(CommandLine command) {
    return quoted(first(command.getCommandSpec().usageMessage().description()));
  }

  /** The first sentence: a list of candidates has no room for more. */
  private static String first(String... description) {
    return description.length == 0
        ? ""
        : description[0].replaceFirst("[.:] .*", "").replaceFirst("\\.$", "");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
