package org.veilor.mesh.books;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.veilor.mesh.problem.ProblemType;
import org.veilor.mesh.upstream.HeadscaleProblem;

/** What is refused because of who answers for Headscale. */
public enum BooksProblem implements ProblemType {
  ANOTHER_HEADSCALE(503, "This is another Headscale than the keys on record are known to");

  /** With which whoever asks Headscale, and the books before, can answer. */
  public static final List<ProblemType> OF_A_CALL =
      Stream.<ProblemType>concat(Arrays.stream(values()), Arrays.stream(HeadscaleProblem.values()))
          .toList();

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
