package org.veilor.mesh.truth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** The faults found so far. */
final class Found {
  /** More help nobody. */
  private static final int MOST = 50;

  private final List<TruthFault> faults = new ArrayList<>();

  void add(Node at, String field, String sentence) {
    add(place(at), field, sentence);
  }

  void add(Place at, String field, String sentence) {
    faults.add(new TruthFault(at, field, sentence));
  }

  boolean none() {
    return faults.isEmpty();
  }

  List<TruthFault> inOrder() {
    return faults.stream()
        .sorted(
            Comparator.<TruthFault>comparingInt(it -> it.at().line())
                .thenComparingInt(it -> it.at().column()))
        .limit(MOST)
        .toList();
  }

  static Place place(Node node) {
    return place(node.getStartMark());
  }

  static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
