package org.veilor.mesh.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.jboss.logging.Logger;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.audit.AuditEvent;
import org.veilor.mesh.audit.AuditLog;
import org.veilor.mesh.gate.Gate;

/**
 * Tells once when the gate begins to refuse everybody for what it knows is too old, and when not.
 */
@ApplicationScoped
class FreshnessAlarm {
  private static final Logger LOG = Logger.getLogger(FreshnessAlarm.class);
  private static final Actor FEED = Actor.system("gate-feed");

  private final Gate gate;
  private final GateFeed feed;
  private final AuditLog audit;
  private boolean stale;

  FreshnessAlarm(Gate gate, GateFeed feed, AuditLog audit) {
    this.gate = gate;
    this.feed = feed;
    this.audit = audit;
  }

  /**
   * The log first: the database may be what is down. Then the entry is made once it is back, for
   * only then this counts as told.
   */
  @Transactional
  void look() {
    var now = !gate.isFresh() && gate.snapshot().isPresent();
    if (now == stale) {
      return;
    }
    if (now) {
      LOG.errorf(
          "gate: refuses guests, for what it goes by is too old: %s", feed.trouble().orElse("?"));
    } else {
      LOG.info("gate: lets guests in again");
    }
    audit.append(
        new AuditEvent(
            FEED,
            now ? "gate.stale" : "gate.fresh",
            "gate",
            Map.of(),
            feed.trouble().map(it -> Map.of("trouble", it)).orElse(Map.of()),
            now ? "stale" : AuditEvent.OK));
    stale = now;
  }
}
