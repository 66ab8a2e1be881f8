package org.veilor.mesh.headscale;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Headscale answers, as far as we read it. Everything is required and not null but what is
 * {@code Optional}; {@link StrictJson} sees to that. Booleans are boxed, so that a missing one is
 * noticed.
 */
final class Wire {
  private Wire() {}

  record Version(String version) {}

  record ServerKey(String publicKey) {}

  record Health(Boolean databaseConnectivity) {}

  record Empty() {}

  /** An error up to 0.29 (grpc-gateway). */
  record GatewayError(Integer code, String message) {}

  /** An error from 0.30 on (RFC 9457). */
  record Problem(String title, Optional<String> detail, Optional<List<ProblemPart>> errors) {}

  /** Its member {@code value} is not read: it quotes what we sent. */
  record ProblemPart(Optional<String> message, Optional<String> location) {}

  record Key(
      String id,
      String key,
      Boolean reusable,
      Boolean ephemeral,
      Boolean used,
      Instant expiration,
      Instant createdAt,
      List<String> aclTags) {
    @Override
    public String toString() {
      return "Key[id=" + id + ", key=***]";
    }
  }

  record OneKey(Key preAuthKey) {}

  record Keys(List<Key> preAuthKeys) {}

  record KeyOfNode(String id) {}

  record Node(
      String id,
      String name,
      String givenName,
      List<String> ipAddresses,
      List<String> tags,
      Optional<KeyOfNode> preAuthKey,
      Instant createdAt,
      Optional<Instant> lastSeen,
      Optional<Instant> expiry,
      Boolean online) {}

  record Nodes(List<Node> nodes) {}

  record Policy(String policy, Optional<Instant> updatedAt) {}
}
