package org.veilor.mesh.reach;

/**
 * Something in a policy that is wrong, or that we do not understand.
 *
 * @param line from 1
 * @param column from 1
 * @param path as {@code acls[2].src[0]}; empty for the text as a whole
 * @param sentence what it is, and what to write instead
 */
public record RulesFault(int line, int column, String path, String sentence) {
  @Override
  public String toString() {
    return line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + sentence;
  }
}
