package org.veilor.mesh.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.books.HeadscaleOfRecord;
import org.veilor.mesh.books.HeadscaleSighting;
import org.veilor.mesh.headscale.HeadscaleKeys;
import org.veilor.mesh.headscale.NodeSnapshot;
import org.veilor.mesh.headscale.PreAuthKey;

/**
 * Brings the books and Headscale together: who joined with what, what ran out, and what a server
 * that died has left behind. Safe to run at any time, twice, and by two servers at once: every
 * change to the books is conditional on the state that it was decided on.
 */
@ApplicationScoped
class KeySweep {
  private final HeadscaleKeys headscale;
  private final KeyQueries queries;
  private final SweepDecision decision;
  private final SweepActions actions;
  private final SweepEndings endings;
  private final HeadscaleOfRecord headscales;
  private final FindUse uses;
  private final ForeignKeys foreign;
  private final KeyMetrics metrics;
  private final Clock clock;

  KeySweep(
      HeadscaleKeys headscale,
      KeyQueries queries,
      SweepDecision decision,
      SweepActions actions,
      SweepEndings endings,
      HeadscaleOfRecord headscales,
      FindUse uses,
      ForeignKeys foreign,
      KeyMetrics metrics,
      Clock clock) {
    this.headscale = headscale;
    this.queries = queries;
    this.decision = decision;
    this.actions = actions;
    this.endings = endings;
    this.headscales = headscales;
    this.uses = uses;
    this.foreign = foreign;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Returns whether any key is still open, so that the next sweep should come soon. Touches nothing
   * if another Headscale answers than the one that the books were kept with. Fails if Headscale's
   * list or the books cannot be read; trouble with one key does not stop the others.
   */
  boolean run() {
    // Headscale first: every key in its list has had its intent on record before it was made.
    var listed = new ListedKeys(headscale.preAuthKeys());
    var watched = queries.watched(clock.instant());
    // After the list: a Headscale that was exchanged before the list was read is noticed.
    if (headscales.look() instanceof HeadscaleSighting.Another) {
      return true;
    }
    var nodes = once(uses::nodes);
    var due = new LinkedHashMap<KeyRecord, Verdict>();
    for (var row : watched) {
      var atHeadscale = listed.take(row.key());
      var verdict = decision.on(row, atHeadscale);
      if (SweepEndings.isFor(verdict)) {
        due.put(row.key(), verdict);
      } else {
        settle(verdict, row.key(), atHeadscale, nodes);
      }
    }
    endings.carryOut(due);
    foreign.report(listed.left());
    metrics.live(queries.liveByTier());
    return watched.stream().anyMatch(row -> row.key().state().open());
  }

  private void settle(
      Verdict verdict,
      KeyRecord key,
      @Nullable PreAuthKey atHeadscale,
      Supplier<NodeSnapshot> nodes) {
    try {
      actions.carryOut(verdict, key, atHeadscale, nodes);
    } catch (RuntimeException e) {
      SweepEndings.trouble(key, verdict, e);
    }
  }

  /** Headscale's list of nodes is long: it is read only if some key was used, and then once. */
  private static <T> Supplier<T> once(Supplier<T> call) {
    var answers = new HashMap<Boolean, T>();
    return () -> answers.computeIfAbsent(true, ignored -> call.get());
  }
}
