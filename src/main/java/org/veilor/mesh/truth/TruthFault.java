package org.veilor.mesh.truth;

/**
 * One thing that is wrong in the file.
 *
 * @param at where; line 1, column 1 if the file cannot be read at all
 * @param field the path to it, as {@code services[2].port}; empty for the file as a whole
 * @param sentence what is wrong and what to write instead
 */
public record TruthFault(Place at, String field, String sentence) {
  @Override
  public String toString() {
    return at + ": " + (field.isEmpty() ? "" : field + ": ") + sentence;
  }
}
