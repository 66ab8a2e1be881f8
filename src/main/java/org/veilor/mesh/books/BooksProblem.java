package org.veilor.mesh.books;

import org.veilor.mesh.problem.ProblemType;

/** What is refused because of who answers for Headscale. */
public enum BooksProblem implements ProblemType {
  ANOTHER_HEADSCALE(503, "This is another Headscale than the keys on record are known to");

  private final int status;
  private final String title;

  BooksProblem(int status, String title) {
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
