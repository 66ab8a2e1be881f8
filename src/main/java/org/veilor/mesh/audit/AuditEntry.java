package org.veilor.mesh.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * One entry as it stands in the log.
 *
 * @param seq 1 for the first entry, without gaps
 * @param at to the microsecond
 * @param before a JSON object with sorted keys
 * @param after likewise
 */
public record AuditEntry(
    long seq,
    Instant at,
    String actorKind,
    String actorName,
    String actorOrigin,
    String action,
    String target,
    String before,
    String after,
    String result) {
  private static final JsonMapper JSON = new JsonMapper();

  static AuditEntry of(long seq, Instant at, AuditEvent event) {
    Actor actor = event.actor();
    return new AuditEntry(
        seq,
        at,
        actor.kind().name(),
        actor.name(),
        actor.origin(),
        event.action(),
        event.target(),
        json(event.before()),
        json(event.after()),
        event.result());
  }

  private static String json(Map<String, String> values) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(values));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("texts are always writable as JSON", e);
    }
  }
}
