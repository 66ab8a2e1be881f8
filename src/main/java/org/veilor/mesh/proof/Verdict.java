package org.veilor.mesh.proof;

import java.util.List;

/** What a proof ends in. */
public sealed interface Verdict {
  /** Whatever machines join: all that was promised holds. */
  record Proven() implements Verdict {}

  /**
   * @param breaches at least one; the simplest first
   */
  record Refused(List<Breach> breaches) implements Verdict {
    public Refused {
      breaches = List.copyOf(breaches);
    }

    /** In one sentence. */
    public String sentence() {
      var first = breaches.getFirst().sentence();
      int more = breaches.size() - 1;
      return more == 0 ? first : first + " (and %d more)".formatted(more);
    }
  }

  static Verdict of(List<? extends Breach> breaches) {
    return breaches.isEmpty() ? new Proven() : new Refused(List.copyOf(breaches));
  }
}
