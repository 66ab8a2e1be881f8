package org.veilor.mesh.key;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the audit log keeps of a key: enough to find it at Headscale, nothing to join with. */
final class KeyAudit {
  private KeyAudit() {}

  static Map<String, String> facts(KeyRecord key) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("state", key.state().name());
    facts.put("tier", key.tier().text());
    facts.put("subject", key.subject().text());
    facts.put("expiresAt", key.expiresAt().toString());
    if (key.headscaleId() != null) {
      facts.put("headscaleId", key.headscaleId());
    }
    if (key.prefix() != null) {
      facts.put("prefix", key.prefix());
    }
    if (key.reason() != null) {
      facts.put("reason", key.reason());
    }
    var use = key.usedBy();
    if (use != null) {
      facts.put("node", use.nodeId() + " " + use.name() + " " + String.join(" ", use.addresses()));
    }
    if (key.replaces() != null) {
      facts.put("replaces", key.replaces().toString());
    }
    return facts;
  }
}
