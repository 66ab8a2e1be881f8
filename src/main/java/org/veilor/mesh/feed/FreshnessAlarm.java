package org.veilor.mesh.feed;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jboss.logging.Logger;
import org.veilor.mesh.gate.Gate;

/**
 * Tells once when the gate begins to refuse everybody for what it knows is too old, and when not.
 */
@Singleton
class FreshnessAlarm {
  private static final Logger LOG = Logger.getLogger(FreshnessAlarm.class);

  private final Gate gate;
  private final GateFeed feed;
  private final FreshnessBook book;
  private final Clock clock;

  /** Short: the gate cannot become fresh while the database does not answer. */
  private final Queue<Runnable> notBooked = new ArrayDeque<>();

  private boolean stale;

  FreshnessAlarm(Gate gate, GateFeed feed, FreshnessBook book, Clock clock) {
    this.gate = gate;
    this.feed = feed;
    this.book = book;
    this.clock = clock;
  }

  /**
   * The log at once. The audit log when the database takes it: that may be what is down, and then
   * the entries are made once it is back, each with the time that it is about.
   */
  synchronized void look() {
    var now = gate.snapshot().isPresent() ? !gate.isFresh() : stale;
    if (now != stale) {
      stale = now;
      changed();
    }
    try {
      for (var next = notBooked.peek(); next != null; next = notBooked.peek()) {
        next.run();
        notBooked.remove();
      }
    } catch (RuntimeException e) {
      LOG.debug("gate: the audit log does not take the entry yet", e);
    }
  }

  private void changed() {
    var at = clock.instant();
    if (stale) {
      var trouble = feed.trouble().orElse("?");
      LOG.errorf("gate: refuses guests, for what it goes by is too old: %s", trouble);
      notBooked.add(() -> book.stale(at, trouble));
    } else {
      LOG.info("gate: lets guests in again");
      notBooked.add(() -> book.fresh(at));
    }
  }
}
