package org.veilor.mesh.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What {@link MeshSchema} is built of. */
final class SchemaParts {
  /** A word may look like a number to an editor. */
  static final List<String> WORD = List.of("string", "number", "boolean");

  private SchemaParts() {}

  static Map<String, Object> object(
      String description, List<String> required, Map<String, Object> fields) {
    var object = described(description);
    object.put(
        "allOf",
        new ArrayList<>(List.of(fields("type", "object", "errorMessage", Entry.KEYS_WANTED))));
    object.put("properties", fields);
    object.put("required", required);
    object.put("additionalProperties", false);
    object.put("errorMessage", Entry.keysSentence(fields.keySet()));
    return object;
  }

  /** Names that the file's writer chooses, each with such a value. */
  static Map<String, Object> named(
      String description, Iterable<String> reserved, Map<String, Object> value) {
    var words = new TreeSet<String>();
    reserved.forEach(words::add);
    return merged(
        described(description),
        fields(
            "type",
            List.of("object", "array", "null"),
            "maxItems",
            0,
            "errorMessage",
            Entry.KEYS_WANTED,
            "propertyNames",
            fields(
                "allOf",
                List.of(
                    pattern("^" + Names.PLAIN + "$", Names.PLAIN_SENTENCE),
                    fields("not", fields("enum", words), "errorMessage", Names.RESERVED_SENTENCE))),
            "additionalProperties",
            value));
  }

  static Map<String, Object> list(String description, Map<String, Object> item) {
    return merged(
        described(description),
        fields(
            "type",
            List.of("array", "object", "null"),
            "maxProperties",
            0,
            "errorMessage",
            Entry.LIST_SENTENCE,
            "items",
            item));
  }

  static Map<String, Object> name(String description) {
    return merged(
        described(description),
        fields(
            "type",
            WORD,
            "not",
            fields("enum", new TreeSet<>(Names.RESERVED)),
            "errorMessage",
            Names.RESERVED_SENTENCE),
        pattern("^" + Names.PLAIN + "$", Names.PLAIN_SENTENCE));
  }

  static Map<String, Object> note(String description) {
    return merged(
        described(description),
        fields(
            "type", List.of("string", "number", "boolean", "null", "array", "object"),
            "maxItems", 0,
            "maxProperties", 0));
  }

  static Map<String, Object> oneOf(String description, List<String> words) {
    return merged(described(description), enumeration(words, List.of()));
  }

  static Map<String, Object> enumeration(List<String> words, List<Object> more) {
    var all = new ArrayList<Object>(words);
    all.addAll(more);
    return fields("enum", all, "errorMessage", Entry.wordsSentence(words));
  }

  /** All of the forms. Only the first that is not had is told, as the reader does it. */
  static Map<String, Object> firstOf(List<Form> forms) {
    var form = forms.getFirst();
    var pattern = pattern(form.pattern().pattern(), form.sentence());
    return forms.size() == 1
        ? pattern
        : fields(
            "if", fields("pattern", form.pattern().pattern()),
            "then", firstOf(forms.subList(1, forms.size())),
            "else", pattern);
  }

  static Map<String, Object> pattern(String pattern, String sentence) {
    return fields("pattern", pattern, "patternErrorMessage", sentence);
  }

  static Map<String, Object> required(String key) {
    return fields("required", List.of(key));
  }

  static Map<String, Object> described(String description) {
    return fields("description", description);
  }

  static Map<String, Object> fields(Object... namesAndValues) {
    var fields = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  static Map<String, Object> merged(Map<String, Object>... parts) {
    var whole = new LinkedHashMap<String, Object>();
    Arrays.stream(parts).forEach(whole::putAll);
    return whole;
  }

  @SuppressWarnings("unchecked")
  static void append(Map<String, Object> to, String key, List<Object> more) {
    ((List<Object>) to.get(key)).addAll(more);
  }
}
