package org.veilor.mesh.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A problem as RFC 9457 JSON. Written here rather than by the REST layer, so that an answer which
 * never reaches that layer (a body too large) looks the same.
 */
public final class ProblemJson {
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();

  private ProblemJson() {}

  public static String write(Problem problem) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", problem.type().urn());
    members.put("title", problem.type().title());
    members.put("status", problem.type().status());
    members.put("detail", problem.detail());
    // An extension never replaces a member of the standard.
    problem.extensions().forEach(members::putIfAbsent);
    try {
      return JSON.writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an extension of a problem is not writable as JSON", e);
    }
  }
}
