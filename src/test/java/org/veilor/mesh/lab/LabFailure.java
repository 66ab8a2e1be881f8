package org.veilor.mesh.lab;

/** The lab, or a part in it, did not do what the drawing says; the text holds the part's words. */
public final class LabFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  LabFailure(String message) {
    super(message);
  }

  LabFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
