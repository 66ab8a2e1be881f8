package org.veilor.mesh.key;

import jakarta.enterprise.context.ApplicationScoped;
import org.veilor.mesh.headscale.Headscale;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.PreAuthKey;

/**
 * Ends a live key at Headscale. First it is expired: from then on nobody can join with it, so what
 * the list says of its use is final. Only an unused key is then deleted, for deleting a used one
 * would cut the link from the node to its key (Headscale 0.29).
 */
@ApplicationScoped
class EndAtHeadscale {
  private final Headscale headscale;
  private final KeyBook book;
  private final FindUse uses;

  EndAtHeadscale(Headscale headscale, KeyBook book, FindUse uses) {
    this.headscale = headscale;
    this.book = book;
    this.uses = uses;
  }

  /**
   * Claims the key, so that of several callers one goes on, and ends it at Headscale. The books are
   * not changed yet: the caller writes the ending with what comes after it.
   */
  Ending end(KeyRecord live, String reason) {
    if (!book.claimRevocation(live.id())) {
      throw OpenIntent.inFlight(live.subject());
    }
    CrashPoint.REVOCATION_REQUESTED.reached();
    try {
      return finish(live, reason);
    } catch (HeadscaleException e) {
      book.releaseRevocation(live.id());
      throw e.toProblem();
    }
  }

  /**
   * The same without a claim, for the sweep: it finishes what a dead server began. Twice is
   * harmless. Fails with {@link HeadscaleException}.
   */
  Ending finish(KeyRecord live, String reason) {
    var id = live.knownHeadscaleId();
    headscale.expirePreAuthKey(id);
    CrashPoint.EXPIRED_AT_HEADSCALE.reached();
    var used =
        headscale.preAuthKeys().stream()
            .filter(key -> key.id().equals(id))
            .anyMatch(PreAuthKey::used);
    if (used) {
      return Ending.used(uses.await(live));
    }
    headscale.deletePreAuthKey(id);
    CrashPoint.DELETED_AT_HEADSCALE.reached();
    return Ending.revoked(reason);
  }
}
