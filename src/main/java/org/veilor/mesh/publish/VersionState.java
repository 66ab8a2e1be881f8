package org.veilor.mesh.publish;

/** What became of a version. */
public enum VersionState {
  /** On its way to Headscale. One at most. */
  PENDING,
  /** The one that Headscale has. One at most. */
  IN_FORCE,
  /** Was in force once. */
  SUPERSEDED,
  /** Never was in force. */
  GIVEN_UP
}
