package org.veilor.mesh.truth;

import java.util.Collection;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody probably meant. */
final class Nearest {
  private static final int NEAR = 3;

  private Nearest() {}

  /** A sentence to put behind another; empty if nothing is near. */
  static String hint(String word, Collection<String> known) {
    return of(word, known).map(it -> " Did you mean " + it + "?").orElse("");
  }

  private static Optional<String> of(String word, Collection<String> known) {
    // To change every letter of a short word is no typo.
    int near = Math.min(NEAR, Math.max(1, word.length() / 2));
    String nearest = null;
    for (var candidate : known) {
      int distance = new LevenshteinDistance(near).apply(candidate, word);
      if (distance >= 0) {
        nearest = candidate;
        near = distance - 1;
      }
      if (near < 0) {
        break;
      }
    }
    return Optional.ofNullable(nearest);
  }
}
