package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.veilor.mesh.audit.AuditEvent;
import org.veilor.mesh.audit.AuditLog;

/** The lines in the audit log about policies that are not ours. */
@ApplicationScoped
class DriftBook {
  private final AuditLog audit;

  DriftBook(AuditLog audit) {
    this.audit = audit;
  }

  @Transactional
  void drift(Standing.Foreign foreign, Map<String, String> facts) {
    append(
        "policy.drift",
        foreign.version(),
        facts,
        foreign.allowsAll() ? "allow-all" : foreign.isProven() ? "foreign-policy" : "not-proven");
  }

  @Transactional
  void restored(Standing.Foreign foreign) {
    append(
        "policy.restore", foreign.version(), Map.of("instead-of", foreign.hash()), AuditEvent.OK);
  }

  @Transactional
  void over(long version) {
    append("policy.drift-over", version, Map.of(), AuditEvent.OK);
  }

  private void append(String action, long version, Map<String, String> facts, String result) {
    audit.append(
        new AuditEvent(DriftAlarm.WATCH, action, "policy:" + version, Map.of(), facts, result));
  }
}
