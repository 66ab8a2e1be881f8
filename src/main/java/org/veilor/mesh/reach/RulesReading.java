package org.veilor.mesh.reach;

import java.util.List;

/** What came of reading a policy. */
public sealed interface RulesReading {
  record Good(Rules rules) implements RulesReading {}

  /** It is HuJSON, but Headscale 0.29 refuses it for these reasons, in the text's order. */
  record Refused(List<RulesFault> faults) implements RulesReading {
    public Refused {
      faults = List.copyOf(faults);
    }
  }

  /** It is no HuJSON. */
  record Unreadable(RulesFault fault) implements RulesReading {}
}
