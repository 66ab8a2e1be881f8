package org.veilor.mesh.truth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** The faults found so far. */
final class Found {
  /** More help nobody. */
  private static final int MOST = 50;

  /** Whoever has so many has another kind of file: the search ends. */
  private static final int ENOUGH = 1000;

  private final List<Fault> faults = new ArrayList<>();

  /** The nearest word is looked for at the end, among those that are told. */
  private record Fault(
      Place at, String field, String sentence, String word, Collection<String> known) {
    TruthFault told() {
      var line = sentence + (known.isEmpty() ? "" : Nearest.hint(word, known));
      return new TruthFault(at, field, line.replace('\n', ' '));
    }
  }

  void add(Place at, String field, String sentence) {
    add(at, field, sentence, "", List.of());
  }

  /** With the one of the known words that was probably meant, if there is such a one. */
  void add(Place at, String field, String sentence, String word, Collection<String> known) {
    faults.add(new Fault(at, field, sentence, word, known));
    if (faults.size() == ENOUGH) {
      throw new Enough();
    }
  }

  boolean none() {
    return faults.isEmpty();
  }

  List<TruthFault> inOrder() {
    return faults.stream()
        .sorted(
            Comparator.<Fault>comparingInt(it -> it.at().line())
                .thenComparingInt(it -> it.at().column()))
        .limit(MOST)
        .map(Fault::told)
        .toList();
  }

  static Place place(Node node) {
    return place(node.getStartMark());
  }

  static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** There are so many faults that looking for more helps nobody. */
  static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Enough() {
      super(null, null, false, false);
    }
  }
}
