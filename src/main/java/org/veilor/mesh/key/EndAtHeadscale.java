package org.veilor.mesh.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.HeadscaleKeys;
import org.veilor.mesh.upstream.HeadscaleProblems;

/**
 * Ends a live key at Headscale. First it is expired: from then on nobody can join with it, so what
 * the list says of its use is final. Only an unused key is then deleted, for deleting a used one
 * would cut the link from the node to its key (Headscale 0.29).
 */
@ApplicationScoped
class EndAtHeadscale {
  private final HeadscaleKeys headscale;
  private final KeyBook book;
  private final FindUse uses;

  EndAtHeadscale(HeadscaleKeys headscale, KeyBook book, FindUse uses) {
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
    try {
      if (listed().find(live) == null) {
        // Its number may be somebody else's key by now.
        return Ending.revoked(reason);
      }
      expire(live);
      return afterExpiry(live, listed(), reason).orElseGet(() -> Ending.used(uses.await(live)));
    } catch (HeadscaleException e) {
      book.releaseRevocation(live.id());
      throw HeadscaleProblems.of(e);
    }
  }

  /**
   * The first step, also for the sweep, which finishes what a dead server began. Twice is harmless.
   * The caller has seen the key in Headscale's list: its id alone could be another key's by now.
   */
  void expire(KeyRecord ours) {
    headscale.expirePreAuthKey(ours.knownHeadscaleId());
  }

  /**
   * The second, for any number of expired keys with one list.
   *
   * @param listed read after they were expired
   * @return empty if a machine has joined with it
   */
  Optional<Ending> afterExpiry(KeyRecord expired, ListedKeys listed, String reason) {
    var key = listed.find(expired);
    if (key != null && key.used()) {
      return Optional.empty();
    }
    if (key != null) {
      headscale.deletePreAuthKey(key.id());
    }
    return Optional.of(Ending.revoked(reason));
  }

  ListedKeys listed() {
    return new ListedKeys(headscale.preAuthKeys());
  }
}
