package org.veilor.mesh.publish;

import org.veilor.mesh.problem.ProblemType;

/** What is refused because of a policy. */
enum PolicyProblem implements ProblemType {
  POLICY_REFUSED(422, "This policy is not sound"),
  POLICY_MOVED_ON(409, "Another policy is in force than the one you changed"),
  PUBLISH_IN_FLIGHT(409, "A policy is being published right now"),
  POLICY_OVERWRITTEN(409, "Somebody wrote another policy to Headscale at the same time"),
  POLICY_KEPT_IN_FILE(409, "The policy is kept in a file"),
  HEADSCALE_KEEPS_FILE(409, "Headscale reads its policy from a file of its own"),
  POLICY_NOT_PROVEN(503, "The policy in force is not proven");

  private final int status;
  private final String title;

  PolicyProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
