package org.veilor.mesh.audit;

import java.util.Map;

/**
 * One deed. No value may be a secret: of a key its prefix, of a token its id.
 *
 * @param action feature, dot, verb: {@code key.mint}
 * @param target what it was done to: {@code key:<id>}
 * @param before what was, empty if nothing
 * @param after what is, empty if nothing
 * @param result {@code ok}, or the slug of the problem that ended it
 */
public record AuditEvent(
    Actor actor,
    String action,
    String target,
    Map<String, String> before,
    Map<String, String> after,
    String result) {
  public static final String OK = "ok";

  public AuditEvent {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }
}
