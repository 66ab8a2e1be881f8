package org.veilor.mesh.headscale;

import java.util.Optional;

/**
 * Who may reach what, as Headscale has it in force. Every call blocks, for at most {@link
 * Headscale#patience()}, so call it from a worker or virtual thread, and never inside a database
 * transaction that others wait for. Every failure is a {@link HeadscaleException}; its {@link
 * HeadscaleFailure} says whether the call may have taken effect all the same.
 */
public interface HeadscalePolicy {
  /** Empty if none was ever set, which means to Headscale that everything is allowed. */
  Optional<StoredPolicy> policy();

  /**
   * Puts a policy in force at once. An empty text is refused here: Headscale would take it, and
   * allow everything from its next start on.
   */
  StoredPolicy setPolicy(String hujson);

  /** Dry run against the live users and nodes; what is wrong with it comes as a refusal. */
  void checkPolicy(String hujson);
}
