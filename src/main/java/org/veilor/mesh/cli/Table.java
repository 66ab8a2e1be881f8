package org.veilor.mesh.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Columns as wide as their widest cell. Where that is wider than the screen, the widest of the
 * columns that may be cut gives way, one column at a time.
 *
 * @param head the columns' names
 * @param mayBeCut the names of columns whose beginning tells enough
 */
record Table(List<String> head, Set<String> mayBeCut) {
  private static final String GAP = "  ";
  private static final int LEAST = 6;

  void print(PrintWriter out, Screen screen, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(List.of(head));
    all.addAll(rows);
    var widths = widths(all, screen.width());
    for (var row : all) {
      out.println(
          IntStream.range(0, head.size())
              .mapToObj(column -> cell(row.get(column), widths[column]))
              .collect(Collectors.joining(GAP))
              .stripTrailing());
    }
  }

  private int[] widths(List<List<String>> all, int screen) {
    var widths =
        IntStream.range(0, head.size())
            .map(
                column -> all.stream().mapToInt(row -> Columns.of(row.get(column))).max().orElse(0))
            .toArray();
    var room = screen - GAP.length() * (head.size() - 1);
    while (Arrays.stream(widths).sum() > room) {
      var widest = -1;
      for (var column = 0; column < widths.length; column++) {
        if (mayBeCut.contains(head.get(column))
            && widths[column] > LEAST
            && (widest < 0 || widths[column] > widths[widest])) {
          widest = column;
        }
      }
      if (widest < 0) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static String cell(String text, int width) {
    var shown = Columns.cut(text, width);
    return shown + " ".repeat(width - Columns.of(shown));
  }
}
