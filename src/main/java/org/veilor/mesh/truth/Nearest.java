package org.veilor.mesh.truth;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody probably meant. */
final class Nearest {
  private static final int NEAR = 3;
  private static final int MANY = 1000;

  private Nearest() {}

  /** A sentence to put behind another; empty if nothing is near. */
  static String hint(String word, Collection<String> known) {
    return of(word, known).map(it -> " Did you mean " + it + "?").orElse("");
  }

  private static Optional<String> of(String word, Collection<String> known) {
    // Ten thousand faults among ten thousand names must not take a minute.
    var near = new LevenshteinDistance(NEAR);
    return known.size() > MANY
        ? Optional.empty()
        : known.stream()
            .filter(it -> near.apply(it, word) >= 0)
            .min(Comparator.comparingInt(it -> near.apply(it, word)));
  }
}
