package org.veilor.mesh.truth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** What the YAML parser cannot read, in words for a person. */
final class SyntaxWords {
  private static final String TAB_SENTENCE =
      "there is a tab: YAML indents with spaces. Replace it by two of them.";

  /** Part of what the parser says, and ours; the first that fits. */
  private static final List<String[]> SENTENCES =
      List.of(
          words(
              "found unexpected end of stream",
              "a quote is opened here and never closed: close it."),
          words(
              "expected ',' or ']'",
              "a [ is opened here and not closed: close it with ], or put a comma between two items."),
          words(
              "expected ',' or '}'",
              "a { is opened here and not closed: close it with }, or put a comma between two fields."),
          words(
              "mapping values are not allowed here",
              "a colon stands here where no key can be: indent the line as its neighbours are, or put a"
                  + " text that has a colon in it in quotes."),
          words(
              "could not find expected ':'",
              "this is neither a key nor a list item: write a colon and a space behind a key."),
          words(
              "cannot start any token",
              "no text begins with this character: put the text in quotes."),
          words(
              "expected the node content",
              "here a value is missing, or a bracket or a comma is too many."),
          words(
              "<block end>",
              "this line is indented as none before it: align it with its neighbours."),
          words(
              "expected alphabetic or numeric character",
              "a text that begins with * or & is put in quotes."),
          words("escape", "a backslash between double quotes is written twice: use single quotes."),
          words(
              "hexadecimal",
              "a backslash between double quotes is written twice: use single quotes."));

  private static final List<String> BEGINS =
      List.of("end of stream", "expected ','", "could not find expected ':'");

  private SyntaxWords() {}

  private static String[] words(String parsers, String ours) {
    return new String[] {parsers, ours};
  }

  static TruthFault fault(MarkedYAMLException e, String text) {
    var problem = String.valueOf(e.getProblem());
    var mark = e.getProblemMark();
    var begin = e.getContextMark();
    if (mark == null) {
      return new TruthFault(new Place(1, 1), "", unknown(problem));
    }
    var tab = tab(text, mark);
    if (tab != null) {
      return new TruthFault(tab, "", TAB_SENTENCE);
    }
    // The parser stops where something is missing; the cause is where it began.
    boolean began = BEGINS.stream().anyMatch(problem::contains);
    var at = Found.place(began && begin != null ? begin : mark);
    return new TruthFault(
        at,
        "",
        SENTENCES.stream()
            .filter(it -> problem.contains(it[0]))
            .map(it -> it[1])
            .findFirst()
            .orElseGet(() -> unknown(problem)));
  }

  private static String unknown(String problem) {
    return "this is no YAML: "
        // It may quote what it stumbled over.
        + Unseen.without(problem)
        + ". Often a quote, a bracket or the space behind a colon is missing, here or just above.";
  }

  /** The tab that the line is indented with, or that the parser stopped at. */
  private static @Nullable Place tab(String text, Mark mark) {
    var line = text.lines().skip(mark.getLine()).findFirst().orElse("");
    int first = line.indexOf('\t');
    boolean indents = first >= 0 && line.substring(0, first).isBlank();
    boolean stopped = mark.getColumn() < line.length() && line.charAt(mark.getColumn()) == '\t';
    if (!indents && !stopped) {
      return null;
    }
    return new Place(mark.getLine() + 1, (indents ? first : mark.getColumn()) + 1);
  }
}
