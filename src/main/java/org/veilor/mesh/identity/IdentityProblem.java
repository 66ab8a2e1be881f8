package org.veilor.mesh.identity;

import org.veilor.mesh.problem.ProblemType;

/** What is refused because of who asks, or how often. */
public enum IdentityProblem implements ProblemType {
  NAME_TAKEN(409, "This name is taken"),
  TOO_MANY_FAILED_LOG_INS(429, "Too many failed log-ins from this address"),
  TOO_MANY_REQUESTS(429, "Too many requests");

  private final int status;
  private final String title;

  IdentityProblem(int status, String title) {
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
