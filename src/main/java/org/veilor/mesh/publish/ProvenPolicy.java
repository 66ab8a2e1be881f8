package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.problem.ProblemType;
import org.veilor.mesh.upstream.HeadscaleProblems;

/** For whoever lets machines in: the door that is shut while nobody knows what they would reach. */
@ApplicationScoped
public class ProvenPolicy {
  /** What {@link #require} fails with; for the API's description. */
  public static final ProblemType NOT_PROVEN = PolicyProblem.POLICY_NOT_PROVEN;

  private static final Duration SOON = Duration.ofSeconds(10);

  private final PolicyWatch watch;

  ProvenPolicy(PolicyWatch watch) {
    this.watch = watch;
  }

  /**
   * Fails with {@code policy-not-proven}, or as Headscale does if it does not say what is in force.
   * A look of some seconds ago serves, so a caller may ask before every mint.
   */
  public void require() {
    Standing standing;
    try {
      standing = watch.recentOrFail();
    } catch (HeadscaleException e) {
      throw HeadscaleProblems.of(e);
    }
    if (!standing.isProven()) {
      throw new Problem(
              PolicyProblem.POLICY_NOT_PROVEN,
              "No key is minted while the policy in force is not proven. " + standing.sentence())
          .retryAfter(SOON);
    }
  }
}
