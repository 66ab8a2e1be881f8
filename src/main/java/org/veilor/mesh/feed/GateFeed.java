package org.veilor.mesh.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.gate.Gate;
import org.veilor.mesh.key.KeysChanged;
import org.veilor.mesh.node.NodesChanged;
import org.veilor.mesh.publish.PolicyInForce;

/**
 * The door to the gate's knowledge. What goes wrong leaves the gate with what it knows, which grows
 * old, and past its bound nobody is let in.
 */
@ApplicationScoped
public class GateFeed {
  private static final Logger LOG = Logger.getLogger(GateFeed.class);

  private static final Duration ENDS_WITHIN = Duration.ofSeconds(4);

  private final NodesNow nodes;
  private final TableInForce table;
  private final Gate gate;
  private final Clock clock;
  private final ReentrantLock turn = new ReentrantLock();

  private @Nullable Outcome before;
  private boolean ended;
  private volatile String trouble = "nobody has read yet who may have what";

  private record Outcome(Instant begun, boolean fed) {}

  GateFeed(NodesNow nodes, TableInForce table, Gate gate, Clock clock) {
    this.nodes = nodes;
    this.table = table;
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * Reads again, and answers once the gate goes by what was so after the call: for a deed that is
   * done when the gate knows it. Of many that ask at once one reads, and the others are told.
   *
   * @return whether that succeeded; {@link #trouble} says why not
   */
  public boolean refresh() {
    var asked = clock.instant();
    turn.lock();
    try {
      if (ended) {
        return false;
      }
      var latest = before;
      if (latest == null || !latest.begun().isAfter(asked)) {
        latest = new Outcome(clock.instant(), fed());
        before = latest;
      }
      return latest.fed();
    } finally {
      turn.unlock();
    }
  }

  /**
   * A reading that is under way comes to its end, and none begins: its answer would never come once
   * the application is gone, and the process would wait for it.
   */
  void end() throws InterruptedException {
    if (turn.tryLock(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
      ended = true;
      turn.unlock();
    }
  }

  /** Why the last reading failed; empty if it did not. */
  public Optional<String> trouble() {
    return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
  }

  void published(@Observes(during = TransactionPhase.AFTER_SUCCESS) PolicyInForce policy) {
    soon();
  }

  void changed(@Observes KeysChanged keys) {
    soon();
  }

  /**
   * Before whoever removed a machine is told so. If Headscale does not answer this reading, the
   * next one does it, within seconds.
   */
  void removed(@Observes NodesChanged nodes) {
    refresh();
  }

  private void soon() {
    Thread.ofVirtual().name("gate-feed").start(this::refresh);
  }

  private boolean fed() {
    try {
      return read();
    } catch (RuntimeException e) {
      failed(NodesNow.sentence(e));
      return false;
    } catch (OutOfMemoryError e) {
      // The long list was most of it, and is gone by now.
      failed("Headscale's list of machines does not fit into memory: give MESH_HEAP=1g or more");
      return false;
    }
  }

  private boolean read() {
    var policyAsked = clock.instant();
    var policy = table.read();
    if (policy.isEmpty()) {
      gate.forget();
      failed("no policy was published yet: ./mesh policy status says why");
      return false;
    }
    var now = nodes.read();
    gate.replace(
        now.asked().isBefore(policyAsked) ? now.asked() : policyAsked,
        policy.get().version(),
        now.nodes(),
        policy.get().vhosts(),
        policy.get().zones());
    if (!trouble.isEmpty()) {
      LOG.infof(
          "gate: goes by version %d and %d nodes", policy.get().version(), now.nodes().size());
    }
    trouble = "";
    return true;
  }

  /** Said once for each trouble, not every few seconds. */
  private void failed(String sentence) {
    if (!sentence.equals(trouble)) {
      LOG.warnf("gate: what it goes by could not be read: %s", sentence);
    }
    trouble = sentence;
  }
}
