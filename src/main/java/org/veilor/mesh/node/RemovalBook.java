package org.veilor.mesh.node;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.Map;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.audit.AuditEvent;
import org.veilor.mesh.audit.AuditLog;

/** Writes down who took which machine off the mesh. */
@ApplicationScoped
class RemovalBook {
  private final AuditLog audit;

  RemovalBook(AuditLog audit) {
    this.audit = audit;
  }

  /** Asked before the deed: Headscale does not take it back when ours cannot be written. */
  void requireWritable() {
    audit.requireWritable();
  }

  @Transactional
  void write(Actor actor, OwnedNode removed, String result) {
    audit.append(
        new AuditEvent(
            actor, "node.remove", "node:" + removed.node().id(), facts(removed), Map.of(), result));
  }

  private static Map<String, String> facts(OwnedNode removed) {
    var node = removed.node();
    var facts = new LinkedHashMap<String, String>();
    facts.put("name", node.givenName());
    facts.put("addresses", String.join(" ", node.ipAddresses()));
    facts.put("tags", String.join(" ", node.tags()));
    removed.subject().ifPresent(it -> facts.put("subject", it.text()));
    return facts;
  }
}
