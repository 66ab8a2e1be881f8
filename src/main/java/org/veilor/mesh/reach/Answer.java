package org.veilor.mesh.reach;

/** Whether one packet gets through. */
public sealed interface Answer {
  boolean allowed();

  /**
   * @param rule the first that lets it through: {@code acls[2]}, {@code grants[0]}; the name of a
   *     field that we do not know, or {@code allow-all} where there are no rules
   * @param understood false if only a rule that we do not wholly understand lets it through
   */
  record Allowed(String rule, boolean understood) implements Answer {
    @Override
    public boolean allowed() {
      return true;
    }
  }

  /** No rule lets it through. */
  enum Refused implements Answer {
    NO_RULE;

    @Override
    public boolean allowed() {
      return false;
    }
  }
}
