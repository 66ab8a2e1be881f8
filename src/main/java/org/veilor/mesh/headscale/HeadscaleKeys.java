package org.veilor.mesh.headscale;

import java.time.Instant;
import java.util.List;

/**
 * Headscale's pre-auth keys. Every call blocks, for at most {@link Headscale#patience()}, so call
 * it from a worker or virtual thread, and never inside a database transaction that others wait for.
 * Every failure is a {@link HeadscaleException}; its {@link HeadscaleFailure} says whether the call
 * may have taken effect all the same. Ids are Headscale's: decimal digits. Anything else is an
 * {@link IllegalArgumentException}, as nothing of the kind can have come from here.
 */
public interface HeadscaleKeys {
  /**
   * Makes a single-use key for a machine that is not ephemeral and belongs to no user. Never
   * retried: a failure may mean that the key exists, see {@link
   * HeadscaleFailure#mayHaveTakenEffect()}.
   *
   * @param tags not empty. Headscale does not check them against its policy
   * @param expiration whole microseconds, which every database behind Headscale keeps exactly, so
   *     that the key can be found again by it
   * @return what Headscale made, whole; the caller compares it with what it asked for
   */
  MintedPreAuthKey createPreAuthKey(List<String> tags, Instant expiration);

  /** All of them, whoever made them; Headscale offers no filter. */
  List<PreAuthKey> preAuthKeys();

  /** Ends the key now. An unknown id counts as done. Machines that joined with it stay. */
  void expirePreAuthKey(String id);

  /**
   * Deletes the key. An unknown id counts as done. Headscale forgets which machine joined with it.
   */
  void deletePreAuthKey(String id);
}
