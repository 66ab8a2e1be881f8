package org.veilor.mesh.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.veilor.mesh.ops.StartFailure;

/**
 * The one entry. Without a command it is the server. A command that only asks a running server is
 * plain Java and starts in a fraction of a second; one that needs the database starts the
 * application with its listeners and schedules off.
 */
@QuarkusMain
public final class Mesh {
  private static final Set<String> NEEDS_THE_APPLICATION = Set.of("token", "audit", "config");

  private Mesh() {}

  /**
   * @param args nothing or {@code serve} for the server, else a command: see {@code mesh help}
   */
  public static void main(String... args) {
    if (args.length == 0 || args[0].equals("serve")) {
      Quarkus.run(null, new StartFailure(), args);
    } else if (NEEDS_THE_APPLICATION.contains(args[0])) {
      OfflineApplication.settings(args[0]).forEach(System::setProperty);
      Quarkus.run(OfflineApplication.class, args);
    } else {
      System.exit(
          MeshCommand.line(new CommandFactory(Map.of(Clock.class, Clock.systemUTC())))
              .execute(args));
    }
  }
}
