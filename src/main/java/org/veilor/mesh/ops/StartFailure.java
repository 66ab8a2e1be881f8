package org.veilor.mesh.ops;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.util.ExceptionUtil;
import io.smallrye.config.ConfigValidationException;
import java.net.SocketException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.problem.Causes;
import org.veilor.mesh.problem.DatabaseOutage;

/**
 * What the server says when it cannot start. Quarkus would print a stack trace of Flyway's for a
 * database that is down; whoever gives it this handler must say the rest as well.
 */
public final class StartFailure implements BiConsumer<Integer, @Nullable Throwable> {
  private static final Logger LOG = Logger.getLogger(Application.class);

  /** Quarkus has no exception of its own for the management port: its text alone names it. */
  private static final Pattern MANAGEMENT =
      Pattern.compile("management interface on (\\S+):(\\d+)$");

  /** As for a command that cannot reach the server: trying again later may help. */
  private static final int NOT_REACHED = 3;

  private static final int FAILED = 1;

  /**
   * @param code what Quarkus would exit with
   * @param failure null after an orderly end
   */
  @Override
  public void accept(Integer code, @Nullable Throwable failure) {
    System.exit(failure == null ? code : told(failure));
  }

  private static int told(Throwable failure) {
    var sentence = sentence(failure);
    if (sentence.isPresent()) {
      System.err.println("mesh: " + sentence.get());
      return DatabaseOutage.cause(failure).isPresent() ? NOT_REACHED : FAILED;
    }
    LOG.error("Failed to start application", failure);
    return FAILED;
  }

  /** Empty: nothing that the person who starts it could put right by what we know. */
  static Optional<String> sentence(Throwable failure) {
    var outage = DatabaseOutage.cause(failure);
    if (outage.isPresent()) {
      return Optional.of(
          "The database cannot be used: %s Start PostgreSQL or correct mesh.ops.database.*, then start the server again."
              .formatted(firstLine(outage.get())));
    }
    return switch (ExceptionUtil.getRootCause(failure)) {
      case QuarkusBindException bind ->
          Optional.of(taken(bind.getPort(), bind.getHost(), "mesh.ops.http-port"));
      case SocketException _ -> managementPort(failure);
      case ConfigurationException wrong -> Optional.ofNullable(wrong.getMessage());
      case ConfigValidationException wrong -> Optional.ofNullable(wrong.getMessage());
      case null, default -> Optional.empty();
    };
  }

  private static Optional<String> managementPort(Throwable failure) {
    return Causes.of(failure).stream()
        .map(cause -> MANAGEMENT.matcher(String.valueOf(cause.getMessage())))
        .filter(Matcher::find)
        .findFirst()
        .map(at -> taken(Integer.parseInt(at.group(2)), at.group(1), "mesh.ops.management-port"));
  }

  private static String taken(int port, String host, String key) {
    return "Port %d on %s is taken or not open to you. Stop what has it, or set another %s."
        .formatted(port, host, key);
  }

  /** PostgreSQL adds details in further lines. None of them holds the password. */
  private static String firstLine(Throwable failure) {
    var line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    return line.endsWith(".") ? line : line + ".";
  }
}
