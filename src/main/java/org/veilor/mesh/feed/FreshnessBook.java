package org.veilor.mesh.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.audit.AuditEvent;
import org.veilor.mesh.audit.AuditLog;

/** The lines in the audit log about a gate that refuses everybody. */
@ApplicationScoped
class FreshnessBook {
  private static final Actor FEED = Actor.system("gate-feed");

  private final AuditLog audit;

  FreshnessBook(AuditLog audit) {
    this.audit = audit;
  }

  @Transactional
  void stale(Instant since, String trouble) {
    append("gate.stale", Map.of("since", since.toString(), "trouble", trouble), "stale");
  }

  @Transactional
  void fresh(Instant since) {
    append("gate.fresh", Map.of("since", since.toString()), AuditEvent.OK);
  }

  private void append(String action, Map<String, String> facts, String result) {
    audit.append(new AuditEvent(FEED, action, "gate", Map.of(), facts, result));
  }
}
