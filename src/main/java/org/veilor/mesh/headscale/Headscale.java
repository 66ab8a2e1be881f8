package org.veilor.mesh.headscale;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Headscale, as the rest of the server sees it. Every call blocks, for at most the configured
 * time-outs and as much again to learn the version, so call it from a worker or virtual thread, and
 * never inside a database transaction that others wait for.
 *
 * <p>Every failure is a {@link HeadscaleException}; its {@link HeadscaleFailure} says whether the
 * call may have taken effect all the same. An answer that cannot be read is a failure, never an
 * empty list. Ids are Headscale's: decimal digits. Anything else is an {@link
 * IllegalArgumentException}, as nothing of the kind can have come from here.
 */
public interface Headscale {
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

  List<Node> nodes();

  Optional<Node> node(String id);

  /** Replaces all tags. Headscale refuses tags that its policy does not name, and an empty list. */
  Node setNodeTags(String id, List<String> tags);

  /**
   * Ends the node's session now. A tagged node comes back by itself with its old key: to keep it
   * out, delete it.
   */
  void expireNode(String id);

  /** An unknown id is a {@link HeadscaleFailure.NotFound}. */
  void deleteNode(String id);

  List<User> users();

  User createUser(String name);

  /** Empty if none was ever set, which means to Headscale that everything is allowed. */
  Optional<StoredPolicy> policy();

  /**
   * Puts a policy in force at once. An empty text is refused here: Headscale would take it, and
   * allow everything from its next start on.
   */
  StoredPolicy setPolicy(String hujson);

  /** Dry run against the live users and nodes; what is wrong with it comes as a refusal. */
  void checkPolicy(String hujson);

  List<ApiKey> apiKeys();

  /**
   * Who this Headscale is: the public key by which machines know it, {@code mkey:} and 64 hex
   * digits. It lasts over restarts, upgrades and a restored database; another Headscale has another
   * (0.29: {@code noise.private_key_path}).
   */
  String identity();

  /** Asks Headscale, without a key. Also tells versions that we refuse, instead of failing. */
  HeadscaleVersion version();

  /** Fails if Headscale, its database, our key for it or its version is not good. */
  void checkHealth();

  /** The longest that one call blocks, up to some repetition of what failed at once. */
  Duration patience();

  /** What {@code tailscale up --login-server} takes. */
  String loginServer();
}
