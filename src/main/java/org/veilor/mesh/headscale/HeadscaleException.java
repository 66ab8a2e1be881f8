package org.veilor.mesh.headscale;

import org.jspecify.annotations.Nullable;
import org.veilor.mesh.ops.Problem;

/** A call to Headscale that did not do what was asked, or may not have. */
public final class HeadscaleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient HeadscaleFailure failure;

  public HeadscaleException(HeadscaleFailure failure) {
    this(failure, null);
  }

  /**
   * Keeps of the cause its class only: the message of a library's exception may quote what
   * Headscale sent.
   */
  HeadscaleException(HeadscaleFailure failure, @Nullable Throwable cause) {
    super(
        FailureText.sentence(failure)
            + (cause == null ? "" : " [" + cause.getClass().getName() + "]"));
    this.failure = failure;
  }

  public HeadscaleFailure failure() {
    return failure;
  }

  /** What a caller of our own API is told. */
  public Problem toProblem() {
    return FailureText.problem(failure, this);
  }
}
