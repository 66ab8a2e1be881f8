package org.veilor.mesh.identity;

/** How often one may call. */
public interface CallLimits {
  /**
   * Counts one call of this caller.
   *
   * @throws org.veilor.mesh.problem.Problem TOO_MANY_REQUESTS with the time to wait
   */
  void spend(Caller caller);

  /**
   * Counts one key for this subject, whoever asks for it.
   *
   * @param subject with its tier: people of two tiers may have one name
   * @throws org.veilor.mesh.problem.Problem TOO_MANY_REQUESTS with the time to wait
   */
  void spendForSubject(String subject);

  /** Takes that back: no key came of it. */
  void giveBackForSubject(String subject);
}
