package org.veilor.mesh.proof;

/** One promise that a policy does not keep. */
public sealed interface Breach permits Breach.Unsound, Counterexample {
  /** Without anything that a reader must look up elsewhere. Ends in a full stop. */
  String sentence();

  /**
   * What is wrong with the policy as a whole.
   *
   * @param isAllowAll whether Headscale lets everything through under it
   */
  record Unsound(String sentence, boolean isAllowAll) implements Breach {}
}
