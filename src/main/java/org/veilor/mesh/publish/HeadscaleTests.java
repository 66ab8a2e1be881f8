package org.veilor.mesh.publish;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.HeadscaleNodes;
import org.veilor.mesh.policy.PolicyTests;

/**
 * Has Headscale itself judge what a policy does, on the way of its dry run. The policy that is then
 * stored holds no tests: one whose tag has lost its last node would stop every later write.
 */
@Singleton
final class HeadscaleTests {
  private static final Logger LOG = Logger.getLogger(HeadscaleTests.class);

  private final HeadscaleNodes headscale;

  HeadscaleTests(HeadscaleNodes headscale) {
    this.headscale = headscale;
  }

  /** The candidate's policy with those of its assertions that can be judged with today's nodes. */
  String with(Candidate candidate) {
    return PolicyTests.added(candidate.compiled(), tagsOfToday());
  }

  private Set<String> tagsOfToday() {
    var tags = new HashSet<String>();
    var mixed = new HashSet<String>();
    try {
      // A machine with two tags has the rights of both, and what is said of either is not true of
      // it.
      headscale
          .nodes()
          .nodes()
          .forEach(node -> (node.tags().size() == 1 ? tags : mixed).addAll(node.tags()));
    } catch (HeadscaleException e) {
      // Our own proof holds for all nodes; Headscale's opinion of today's is a second one.
      LOG.warnf("the policy is checked without tests: %s", e.getMessage());
    }
    tags.removeAll(mixed);
    return tags;
  }
}
