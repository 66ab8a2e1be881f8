package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * A page of the API that tells how many there are in all.
 *
 * @param none what to say if there is nothing
 * @param what of these, such as " machines", behind "50 of 80"
 */
record CountedPage(Table table, String none, String what) {
  void print(PrintWriter out, Screen screen, JsonNode page, Function<JsonNode, List<String>> row) {
    var rows = StreamSupport.stream(page.path("items").spliterator(), false).map(row).toList();
    if (rows.isEmpty()) {
      out.println(none);
      return;
    }
    table.print(out, screen, rows);
    var total = page.path("total").asLong();
    if (total > rows.size()) {
      out.printf("%d of %d%s. More: --limit N%n", rows.size(), total, what);
    }
  }
}
