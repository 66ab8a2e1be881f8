package org.veilor.mesh.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The tree of commands. */
@Command(
    name = "./mesh",
    description = "Mints pre-auth keys for a Headscale mesh and keeps the books of them.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:refused, or something was found to be wrong",
      "2:the command line is wrong",
      "3:the server or the database cannot be reached"
    },
    subcommands = {
      CommandLine.HelpCommand.class,
      KeyCommand.class,
      NodeCommand.class,
      PolicyCommand.class,
      GateCommand.class,
      TokenCommand.class,
      AuditCommand.class,
      HeadscaleCommand.class,
      ConfigCommand.class
    })
final class MeshCommand {
  /** A command line whose failures end in one sentence and a documented exit code. */
  static CommandLine line(CommandLine.IFactory factory) {
    var line = new CommandLine(new MeshCommand(), factory);
    onlyTheRootHasAVersion(line);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(Screen.USUAL_WIDTH)
        .setOut(utf8(System.out))
        .setErr(utf8(System.err))
        .setParameterExceptionHandler(new WrongUsage())
        .setExecutionExceptionHandler(new CommandFailure());
  }

  private static void onlyTheRootHasAVersion(CommandLine line) {
    for (var child : line.getSubcommands().values()) {
      var version = child.getCommandSpec().findOption("--version");
      if (version != null) {
        child.getCommandSpec().remove(version);
      }
      onlyTheRootHasAVersion(child);
    }
  }

  /** Whatever the locale says: a subject is anybody's name, and a QR code is blocks. */
  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
