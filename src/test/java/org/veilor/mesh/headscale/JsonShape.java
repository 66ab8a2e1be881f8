package org.veilor.mesh.headscale;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Names and types of a JSON document without its values, as text that two documents can be compared
 * by. A list has the shapes of its elements, in no order. Times are told from other text.
 */
final class JsonShape {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";

  private JsonShape() {}

  static String of(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> {
        Map<String, String> members = new TreeMap<>();
        json.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
        yield members.toString();
      }
      case ARRAY -> {
        TreeSet<String> elements = new TreeSet<>();
        json.forEach(element -> elements.add(of(element)));
        yield elements.toString();
      }
      case STRING -> json.asText().matches(TIME) ? "time" : "text";
      default -> json.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
