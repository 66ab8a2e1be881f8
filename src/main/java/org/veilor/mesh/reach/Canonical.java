package org.veilor.mesh.reach;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sections that let no packet through, in a form that does not depend on how they are written.
 */
final class Canonical {
  private static final List<String> SECTIONS =
      List.of("nodeAttrs", "autoApprovers", "ssh", "randomizeClientPort");

  /** Of these the first that fits decides, so their order counts. */
  private static final String IN_ORDER = "ssh";

  private Canonical() {}

  /** By section. One that is empty is as good as none. */
  static Map<String, String> sections(Fields policy) {
    var sections = new LinkedHashMap<String, String>();
    for (var name : SECTIONS) {
      policy
          .value(name)
          .map(value ->
              value instanceof Json.Arr list && name.equals(IN_ORDER)
                  ? list(list, stream -> stream)
                  : form(value))
          .filter(it -> !it.equals("[]") && !it.equals("{}"))
          .ifPresent(it -> sections.put(name, it));
    }
    return sections;
  }

  private static String form(Json value) {
    return switch (value) {
      case Json.Obj object ->
          object.members().stream()
              .map(member -> quoted(member.name()) + ":" + form(member.value()))
              .sorted()
              .collect(Collectors.joining(",", "{", "}"));
      case Json.Arr list -> list(list, Stream::sorted);
      case Json.Str text -> quoted(text.value());
      case Json.Num number -> number.digits();
      case Json.Bool bool -> String.valueOf(bool.value());
      case Json.Nothing _ -> "null";
    };
  }

  private static String list(Json.Arr list, UnaryOperator<Stream<String>> order) {
    return order
        .apply(list.items().stream().map(Canonical::form))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
