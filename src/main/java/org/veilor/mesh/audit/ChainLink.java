package org.veilor.mesh.audit;

import java.util.Arrays;

/** An entry with the two hashes that tie it in. */
record ChainLink(AuditEntry entry, byte[] prevHash, byte[] hash) {
  /** Whether the entry is what it was when its own two hashes were written. */
  boolean isIntact() {
    return Arrays.equals(hash, ChainHash.of(entry, prevHash));
  }

  boolean follows(byte[] hashBefore) {
    return Arrays.equals(prevHash, hashBefore);
  }

  /** Whether it is what it was, but for its note of the hash before it. */
  boolean isIntactAfter(byte[] hashBefore) {
    return Arrays.equals(hash, ChainHash.of(entry, hashBefore));
  }
}
