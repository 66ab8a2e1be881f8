package org.veilor.mesh.truth;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the admin says must hold: {@code guest cannot reach sys.veilor}, {@code infra reaches
 * nullstone:22}. Part of the truth, checked on every read.
 *
 * @param written as it stands in the file
 * @param who a tier, a host or a zone
 * @param reaches or cannot reach
 * @param port none: any port does for {@code reaches}, and none may be open for {@code cannot
 *     reach}
 * @param protocol none: TCP where it {@code reaches} a port; else TCP or UDP, either of them
 */
public record Expectation(
    String written,
    Who who,
    boolean reaches,
    What what,
    OptionalInt port,
    Optional<Service.Protocol> protocol,
    Place at) {
  public sealed interface Who {
    record OfTier(org.veilor.mesh.tier.Tier tier) implements Who {}

    record OfHost(String name) implements Who {}

    record OfZone(String name) implements Who {}
  }

  public sealed interface What {
    /** A vhost that no service has is reached by nobody. */
    record Vhost(String name) implements What {}

    record OfHost(String name) implements What {}

    /** Any machine of the tier. */
    record OfTier(org.veilor.mesh.tier.Tier tier) implements What {}

    /** The reverse proxy itself. */
    record Edge() implements What {}

    /** An address of either family. */
    record OfAddress(String address) implements What {}
  }
}
