package org.veilor.mesh.problem;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Tells a database that cannot serve from a statement that is wrong. Codes are those of the
 * PostgreSQL 18 manual, appendix A.
 */
public final class DatabaseOutage {
  private static final Logger LOG = Logger.getLogger(DatabaseOutage.class);
  private static final Duration WORTH_A_TRY = Duration.ofSeconds(5);

  /** 08 connection, 28 login refused, 3D no such database, 53 no room, 57P shut down, 58 disk. */
  private static final Set<String> CLASSES = Set.of("08", "28", "3D", "53", "58");

  private static final Set<String> CODES = Set.of("57P01", "57P02", "57P03", "57P05", "25006");

  private DatabaseOutage() {}

  static Optional<Problem> in(Throwable failure) {
    return cause(failure).map(DatabaseOutage::problem);
  }

  /** What the database's driver said, if that is why. */
  public static Optional<SQLException> cause(Throwable failure) {
    return Causes.of(failure).stream()
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .filter(DatabaseOutage::isOutage)
        .findFirst();
  }

  private static boolean isOutage(SQLException failure) {
    String state = failure.getSQLState();
    if (state != null && state.length() == 5) {
      return CLASSES.contains(state.substring(0, 2)) || CODES.contains(state);
    }
    // Agroal gives no state: a pool without a free connection reports a timeout as the cause.
    return failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLRecoverableException
        || failure.getCause() instanceof TimeoutException
        || String.valueOf(failure.getMessage()).contains("Acquisition timeout");
  }

  private static Problem problem(SQLException failure) {
    LOG.errorf(
        "database unavailable: SQLSTATE %s: %s", failure.getSQLState(), failure.getMessage());
    return new Problem(
            GeneralProblem.DATABASE_UNAVAILABLE,
            "Try again in a moment. If you were changing something, look first whether it was"
                + " done. An administrator sees the reason in the server's log.",
            failure)
        .retryAfter(WORTH_A_TRY);
  }
}
