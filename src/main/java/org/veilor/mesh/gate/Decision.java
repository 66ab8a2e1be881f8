package org.veilor.mesh.gate;

/**
 * Whether a caller may have a vhost. Pure: the same arguments give the same answer, nothing is
 * remembered, nothing is allocated. What it does not expressly allow it refuses.
 */
final class Decision {
  private final Bounds bounds;

  /**
   * For how long, in milliseconds, what was read from Headscale may be gone by.
   *
   * @param unknownVhosts whether an admin may have a name that the table lacks
   */
  record Bounds(long guest, long infra, long admin, boolean unknownVhosts) {
    long of(CallerKind kind) {
      return switch (kind) {
        case ADMIN -> admin;
        case INFRA -> infra;
        case GUEST, ZONE, PUBLIC, NONE -> guest;
      };
    }
  }

  Decision(Bounds bounds) {
    this.bounds = bounds;
  }

  /**
   * @param readAt when the snapshot was read, in milliseconds since 1970
   * @param now likewise. A clock that was set back makes what is known no younger: who looks from
   *     before the bound is refused as well
   */
  Reason of(Caller caller, Vhost vhost, long readAt, long now) {
    boolean old = Math.abs(now - readAt) > bounds.of(caller.kind());
    if (caller.refusal() != Reason.ALLOWED) {
      // Whoever has joined since must not be told to sign up anew.
      return old && caller.refusal() == Reason.UNKNOWN_NODE ? Reason.STALE : caller.refusal();
    }
    if (old) {
      return Reason.STALE;
    }
    if (now >= caller.expiry()) {
      return Reason.EXPIRED_NODE;
    }
    if (vhost.refusal() == Reason.UNKNOWN_VHOST) {
      return bounds.unknownVhosts() && caller.kind() == CallerKind.ADMIN
          ? Reason.ALLOWED
          : Reason.UNKNOWN_VHOST;
    }
    if (vhost.refusal() != Reason.ALLOWED) {
      return vhost.refusal();
    }
    return vhost.lets(caller) ? Reason.ALLOWED : Reason.NOT_ALLOWED;
  }
}
