package org.veilor.mesh.key;

/** What the sweep does about one key. */
enum Verdict {
  /** The books and Headscale agree, or somebody is still at work on it. */
  LEAVE,
  /** A machine has joined with it: put that on record. */
  RECORD_USE,
  /** Its time has run out: remove it from Headscale, put that on record. */
  EXPIRE,
  /** A revocation was begun and not ended, or somebody expired it at Headscale: finish it. */
  FINISH_REVOCATION,
  /** Headscale does not have it any more: put that on record. */
  RECORD_GONE,
  /** A mint that was begun and not ended, and left nothing at Headscale. */
  RECORD_FAILED,
  /** A mint that was begun and not ended, and left a key whose text nobody has. */
  KILL_AND_RECORD_FAILED,
  /** The books say dead, Headscale says alive: the books are right. */
  KILL,
  /**
   * The books say used, Headscale would admit another machine: its database is an older copy. The
   * key is expired and not deleted, for deleting would cut it from the node that joined with it.
   */
  EXPIRE_USED
}
