package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The launcher prints help and completion from files, so that neither needs a build or a JVM.
 * Rewrite them with {@code -Dhelp.write=true}.
 */
class HelpTextsTest {
  private static final Path HELP = Path.of("parts/launcher/help");
  private static final Path COMPLETION = Path.of("parts/launcher/completion");

  private final Map<String, CommandLine> commands =
      CommandModel.byWords(CommandModel.ofTheApplication());

  @Test
  void theCommittedHelpIsThatOfTheCommands() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    commands.forEach((words, command) ->
        texts.put(words.replace(' ', '-') + ".txt", command.getUsageMessage(Ansi.OFF)));
    compare(HELP, texts);
  }

  @Test
  void theCommittedCompletionIsThatOfTheCommands() throws IOException {
    var model = CommandModel.whole();
    compare(
        COMPLETION,
        Map.of(
            "mesh.bash",
            AutoComplete.bash("mesh", model),
            "mesh.fish",
            FishCompletion.of(CommandModel.whole())));
  }

  @Test
  void helpFitsAndEndsWithExamples() {
    commands.forEach((words, command) -> {
      var help = command.getUsageMessage(Ansi.OFF);
      assertThat(help).doesNotContain("--version");
      assertThat(help).startsWith("Usage: ./mesh " + words);
      assertThat(help.lines()).as(words).allMatch(line -> Columns.of(line) <= 80);
      if (command.getSubcommands().isEmpty()) {
        assertThat(help).contains("Examples:\n  ");
        assertThat(help.lines().count()).as("rows of " + words).isLessThanOrEqualTo(36);
      }
    });
  }

  private static void compare(Path folder, Map<String, String> texts) throws IOException {
    if (Boolean.getBoolean("help.write")) {
      Files.createDirectories(folder);
      for (var file : files(folder).keySet()) {
        Files.delete(folder.resolve(file));
      }
      for (var text : texts.entrySet()) {
        Files.writeString(folder.resolve(text.getKey()), text.getValue());
      }
    }
    assertThat(files(folder))
        .as("rewrite with ./mesh test -Dtest=HelpTextsTest -Dhelp.write=true")
        .isEqualTo(texts);
  }

  private static Map<String, String> files(Path folder) throws IOException {
    try (var listed = Files.list(folder)) {
      Map<String, String> found = new TreeMap<>();
      for (var file : listed.collect(Collectors.toList())) {
        found.put(file.getFileName().toString(), Files.readString(file));
      }
      return found;
    }
  }
}
