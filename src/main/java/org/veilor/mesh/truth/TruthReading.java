package org.veilor.mesh.truth;

import java.util.List;

/** What came of reading a file. */
public sealed interface TruthReading {
  record Good(Truth truth) implements TruthReading {}

  /**
   * @param readable false if it is no YAML at all, or not to be read: too long, not UTF-8
   * @param faults at least one, in the file's order; at most 50
   */
  record Bad(boolean readable, List<TruthFault> faults) implements TruthReading {
    public Bad {
      faults = List.copyOf(faults);
    }
  }
}
