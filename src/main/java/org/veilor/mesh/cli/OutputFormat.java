package org.veilor.mesh.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** For eyes or for scripts. */
enum OutputFormat {
  table,
  json;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  static void printJson(PrintWriter out, Object value) {
    try {
      out.println(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own records are writable as JSON", e);
    }
  }

  /** Columns as wide as their widest cell; the last one is not padded. */
  static void printTable(PrintWriter out, List<String> head, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(List.of(head));
    all.addAll(rows);
    int last = head.size() - 1;
    int[] widths =
        IntStream.rangeClosed(0, last)
            .map(column -> all.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    for (List<String> row : all) {
      out.println(
          IntStream.rangeClosed(0, last)
              .mapToObj(i -> i == last ? row.get(i) : pad(row.get(i), widths[i]))
              .collect(Collectors.joining("  "))
              .stripTrailing());
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
