package org.veilor.mesh.tier;

/** A text that names nobody. The message is a sentence for a person: what is wrong, what to do. */
public final class NotASubject extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  NotASubject(String why) {
    super("subject " + why + ".");
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
