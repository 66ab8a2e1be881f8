package org.veilor.mesh.upstream;

import org.veilor.mesh.problem.ProblemType;

/** What a caller of ours is told when Headscale did not do its part. */
public enum HeadscaleProblem implements ProblemType {
  HEADSCALE_REFUSED(502, "Headscale refused"),
  HEADSCALE_BROKEN_ANSWER(502, "Headscale gave an answer that cannot be read"),
  HEADSCALE_UNAVAILABLE(503, "Headscale cannot be reached"),
  HEADSCALE_UNAUTHORISED(503, "Headscale does not accept our API key"),
  HEADSCALE_TOO_OLD(503, "This Headscale is too old"),
  HEADSCALE_TIMEOUT(504, "Headscale did not answer in time");

  private final int status;
  private final String title;

  HeadscaleProblem(int status, String title) {
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
