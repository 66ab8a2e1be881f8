package org.veilor.mesh.headscale;

import org.jspecify.annotations.Nullable;

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

  /** What went wrong and what to do about it, for a person. */
  public String sentence() {
    return FailureText.sentence(failure);
  }
}
