package org.veilor.mesh.headscale;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A machine that has joined.
 *
 * @param name what the machine calls itself
 * @param givenName unique; its name in MagicDNS
 * @param ipAddresses mesh addresses of both families, in text form
 * @param tags empty for a machine that belongs to a user
 * @param preAuthKeyId the key it joined with, unless that was deleted
 * @param lastSeen empty if never
 * @param expiry empty if never, which is so for every tagged machine
 */
public record Node(
    String id,
    String name,
    String givenName,
    List<String> ipAddresses,
    List<String> tags,
    Optional<String> preAuthKeyId,
    Instant createdAt,
    Optional<Instant> lastSeen,
    Optional<Instant> expiry,
    boolean online) {
  public Node {
    ipAddresses = List.copyOf(ipAddresses);
    tags = List.copyOf(tags);
  }
}
