package org.veilor.mesh.key;

/** Where a key stands. Only {@link #MINTING} and {@link #LIVE} ever change again. */
public enum KeyState {
  /** The intent is on record; Headscale may or may not have the key yet. */
  MINTING,
  /** A machine can join with it. */
  LIVE,
  /** A machine has joined with it. */
  USED,
  /** Its time ran out before anybody used it. */
  EXPIRED,
  /** Ended by us or at Headscale before anybody used it. */
  REVOKED,
  /** It never reached anybody; whatever Headscale has of it is removed. */
  FAILED;

  /**
   * The states of which a subject may have one key at a time. The database's index says the same.
   */
  boolean open() {
    return this == MINTING || this == LIVE;
  }
}
