package org.veilor.mesh.key;

import org.veilor.mesh.problem.ProblemType;

/** What is refused because of the key or of whom it is for. */
enum KeyProblem implements ProblemType {
  LIVE_KEY_EXISTS(409, "This subject already has a live key"),
  KEY_IN_FLIGHT(409, "A key for this subject is being made right now"),
  KEY_NOT_LIVE(409, "This key is not live any more"),
  ALREADY_MINTED(409, "This request was already carried out"),
  IDEMPOTENCY_KEY_REUSED(422, "This Idempotency-Key stands for another request"),
  CLOCK_SKEW(503, "Our clock and Headscale's differ");

  private final int status;
  private final String title;

  KeyProblem(int status, String title) {
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
