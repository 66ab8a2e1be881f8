package org.veilor.mesh.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.veilor.mesh.ops.StartFailure;
import picocli.CommandLine;

/**
 * The one entry. Without a command it is the server. A command that only asks a running server is
 * plain Java and starts in a fraction of a second; one that needs the database starts the
 * application with its listeners and schedules off, once it is known to be typed right.
 */
@QuarkusMain
public final class Mesh {
  private static final Set<String> NEEDS_THE_APPLICATION =
      Set.of("token", "audit", "headscale", "config");
  private static final int NOT_YET = -1;

  private Mesh() {}

  /**
   * @param args nothing or {@code serve} for the server, else a command: see {@code mesh help}
   */
  public static void main(String... args) {
    if (args.length == 0 || args[0].equals("serve")) {
      Quarkus.run(null, new StartFailure(), args);
      return;
    }
    var code =
        MeshCommand.line(new CommandFactory(withoutTheApplication()))
            .setExecutionStrategy(Mesh::runUnlessItNeedsTheApplication)
            .execute(args);
    if (code == NOT_YET) {
      OfflineApplication.start(args);
    } else {
      System.exit(code);
    }
  }

  private static int runUnlessItNeedsTheApplication(CommandLine.ParseResult parsed) {
    var help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    var group = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    if (group.hasSubcommand() && NEEDS_THE_APPLICATION.contains(group.commandSpec().name())) {
      return NOT_YET;
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static Map<Class<?>, Object> withoutTheApplication() {
    var environment = System.getenv();
    ApiSource source = () -> MeshApi.of(ServerAddress.find(environment, Path.of("")));
    return Map.of(
        Clock.class,
        Clock.systemUTC(),
        ApiSource.class,
        source,
        Screen.class,
        Screen.of(environment),
        TimeText.class,
        new TimeText(Clock.systemUTC()));
  }
}
