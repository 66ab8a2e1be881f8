package org.veilor.mesh.problem;

import java.util.UUID;
import org.jboss.logging.Logger;

/** Tells what a failure means to the one who asked. */
public final class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  private Problems() {}

  /**
   * The problem behind any failure: the one thrown, the database's, or a fixed text. Looks through
   * wrappers. What it cannot name is logged with its stack under the incident's id.
   */
  public static Problem of(Throwable failure) {
    for (Throwable cause : Causes.of(failure)) {
      if (cause instanceof Problem problem) {
        return problem;
      }
    }
    return DatabaseOutage.in(failure).orElseGet(() -> unexpected(failure));
  }

  /** A fault of ours: logged whole, told by the incident's id alone. */
  public static Problem unexpected(Throwable failure) {
    String incident = UUID.randomUUID().toString();
    LOG.errorf(failure, "incident %s", incident);
    return new Problem(
            GeneralProblem.INTERNAL,
            "Nothing you did wrong. Give the incident's id to an administrator: the server's log"
                + " tells what happened under it.",
            failure)
        .with("instance", "urn:uuid:" + incident)
        .with("incident", incident);
  }
}
