package org.veilor.mesh.key;

/**
 * The moments at which a server may die with the work half done. The crash test starts the server
 * with {@code -Dveilor.test.crash-at=<name>} and it dies there as by {@code kill -9}; nobody else
 * sets that property, and without it a point costs one comparison.
 */
enum CrashPoint {
  INTENT_RECORDED,
  CREATED_AT_HEADSCALE,
  RECORDED_LIVE,
  REVOCATION_REQUESTED,
  EXPIRED_AT_HEADSCALE,
  DELETED_AT_HEADSCALE,
  RECORDED_REVOKED;

  private static final String CHOSEN = System.getProperty("veilor.test.crash-at", "");
  private static final int AS_BY_KILL_9 = 137;

  void reached() {
    if (name().equals(CHOSEN)) {
      Runtime.getRuntime().halt(AS_BY_KILL_9);
    }
  }
}
