package org.veilor.mesh.identity;

/**
 * A token with its text, which exists here and nowhere else.
 *
 * @param text to be shown to its maker, once
 */
public record NewApiToken(ApiToken token, String text) {
  @Override
  public String toString() {
    return "NewApiToken[" + token.id() + ", text=(secret)]";
  }
}
