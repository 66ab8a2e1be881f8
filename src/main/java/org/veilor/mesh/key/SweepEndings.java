package org.veilor.mesh.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Ends at Headscale, and then on record, what ran out or was left half revoked. All of it with one
 * more look at Headscale's list: a thousand keys that run out together are one list, not a
 * thousand.
 */
@ApplicationScoped
class SweepEndings {
  private static final Logger LOG = Logger.getLogger(SweepEndings.class);

  private final EndAtHeadscale endings;
  private final KeyBook book;
  private final KeyMetrics metrics;
  private final KeySweepSignal sweep;

  SweepEndings(EndAtHeadscale endings, KeyBook book, KeyMetrics metrics, KeySweepSignal sweep) {
    this.endings = endings;
    this.book = book;
    this.metrics = metrics;
    this.sweep = sweep;
  }

  static boolean isFor(Verdict verdict) {
    return verdict == Verdict.EXPIRE || verdict == Verdict.FINISH_REVOCATION;
  }

  /**
   * Trouble with one key does not stop the others.
   *
   * @param due keys that were seen in Headscale's list, and for which reason they end
   */
  void carryOut(Map<KeyRecord, Verdict> due) {
    var expired = new LinkedHashMap<KeyRecord, Verdict>();
    due.forEach((key, verdict) -> {
      try {
        endings.expire(key);
        expired.put(key, verdict);
      } catch (RuntimeException e) {
        tryAgain(key, verdict, e);
      }
    });
    if (expired.isEmpty()) {
      return;
    }
    var listed = endings.listed();
    expired.forEach((key, verdict) -> {
      try {
        end(key, verdict, listed);
      } catch (RuntimeException e) {
        tryAgain(key, verdict, e);
      }
    });
  }

  private void end(KeyRecord key, Verdict verdict, ListedKeys listed) {
    var ending = endings.afterExpiry(key, listed, "ended-at-headscale");
    if (ending.isEmpty()) {
      // Somebody joined at the last moment: the next sweep finds the node and records the use.
      sweep.soon();
      return;
    }
    book.end(
        key.id(), verdict == Verdict.EXPIRE ? Ending.expired() : ending.get(), SweepActions.SWEEP);
    metrics.swept(verdict);
  }

  private void tryAgain(KeyRecord key, Verdict verdict, RuntimeException e) {
    trouble(key, verdict, e);
    sweep.soon();
  }

  /** One line for a key that a sweep could not settle. The next one finds it again. */
  static void trouble(KeyRecord key, Verdict verdict, RuntimeException e) {
    LOG.warnf(e, "sweep: %s of key %s is tried again", verdict, key.id());
  }
}
