package org.veilor.mesh.key;

import org.jspecify.annotations.Nullable;

/** How a key stopped being open. */
record Ending(KeyState state, String reason, @Nullable NodeUse usedBy) {
  static Ending revoked(String reason) {
    return new Ending(KeyState.REVOKED, reason, null);
  }

  static Ending failed(String reason) {
    return new Ending(KeyState.FAILED, reason, null);
  }

  static Ending expired() {
    return new Ending(KeyState.EXPIRED, "expired", null);
  }

  static Ending used(NodeUse use) {
    return new Ending(KeyState.USED, "used", use);
  }

  /** The audit log's word for it. */
  String action() {
    return switch (state) {
      case USED -> "key.use";
      case EXPIRED -> "key.expire";
      case REVOKED -> "key.revoke";
      case FAILED -> "key.mint";
      case MINTING, LIVE -> throw new IllegalStateException(state + " is no ending");
    };
  }
}
