package org.veilor.mesh.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.audit.AuditTrail;
import org.veilor.mesh.audit.VerifyAudit;
import org.veilor.mesh.books.HeadscaleOfRecord;
import org.veilor.mesh.config.EffectiveConfig;
import org.veilor.mesh.identity.CreateApiToken;
import org.veilor.mesh.identity.ListApiTokens;
import org.veilor.mesh.identity.RevokeApiToken;
import org.veilor.mesh.problem.Problems;

/** Runs a command inside the application: its beans and database, but no port and no schedule. */
class OfflineApplication implements QuarkusApplication {
  private final Map<Class<?>, Object> useCases;

  OfflineApplication(
      CreateApiToken createToken,
      ListApiTokens listTokens,
      RevokeApiToken revokeToken,
      AuditTrail trail,
      VerifyAudit verify,
      HeadscaleOfRecord headscales,
      EffectiveConfig config,
      Clock clock) {
    useCases =
        Map.of(
            CreateApiToken.class, createToken,
            ListApiTokens.class, listTokens,
            RevokeApiToken.class, revokeToken,
            AuditTrail.class, trail,
            VerifyAudit.class, verify,
            HeadscaleOfRecord.class, headscales,
            EffectiveConfig.class, config,
            Clock.class, clock,
            Screen.class, Screen.of(System.getenv()),
            TimeText.class, new TimeText(clock));
  }

  /** Does not come back: the process ends with the command's code. */
  static void start(String... args) {
    settings(args[0]).forEach(System::setProperty);
    Quarkus.run(
        OfflineApplication.class, (code, failure) -> System.exit(ended(code, failure, args)), args);
  }

  private static int ended(int code, @Nullable Throwable failure, String... args) {
    if (failure == null) {
      return code;
    }
    // Known to be right by now: Mesh has parsed them.
    var line = MeshCommand.line(new CommandFactory(Map.of()));
    var typed = line.parseArgs(args).asCommandLineList().getLast();
    return CommandFailure.tell(failure, typed);
  }

  /** Settings that must stand before the application starts. */
  static Map<String, String> settings(String command) {
    var settings = new HashMap<String, String>();
    settings.put("quarkus.http.host-enabled", "false");
    settings.put("quarkus.management.host-enabled", "false");
    settings.put("quarkus.scheduler.enabled", "false");
    // What fails is told in one sentence; only what nobody foresaw comes with its stack.
    settings.put("quarkus.log.level", "OFF");
    settings.put("quarkus.log.category.\"" + Problems.class.getName() + "\".level", "ERROR");
    settings.put("quarkus.log.console.stderr", "true");
    settings.put("quarkus.log.console.json.enabled", "false");
    if (command.equals("config")) {
      settings.put("quarkus.flyway.migrate-at-start", "false");
    }
    return settings;
  }

  @Override
  public int run(String... args) {
    return MeshCommand.line(new CommandFactory(useCases)).execute(args);
  }
}
