package org.veilor.mesh.headscale;

/**
 * A key fresh from Headscale, the only time that its text exists outside the machine it is for.
 *
 * @param record as Headscale will list it
 * @param text the whole key. Goes into one response and nowhere else
 */
public record MintedPreAuthKey(PreAuthKey record, String text) {
  @Override
  public String toString() {
    return "MintedPreAuthKey[record=" + record + ", text=***]";
  }
}
