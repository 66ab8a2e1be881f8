package org.veilor.mesh.truth;

import java.util.Optional;
import java.util.Set;
import org.veilor.mesh.tier.Tier;

/**
 * One entry of the allowlist.
 *
 * @param name unique, lower-case letters, digits, hyphens; the vhost's own name if the file gives
 *     none
 * @param vhost the name that people type, lower case, unique
 * @param on where it is reached
 * @param port 1 to 65535, at {@code on}
 * @param tiers that may use it; admins reach it anyway if they reach everything
 * @param isPublic whether the gate lets in whoever comes from outside the mesh
 * @param backend where the reverse proxy passes requests on to; only for one on the edge
 */
public record Service(
    String name,
    Optional<String> vhost,
    On on,
    int port,
    Protocol protocol,
    Set<Tier> tiers,
    boolean isPublic,
    Optional<Backend> backend,
    String note,
    Place at) {
  public Service {
    tiers = Set.copyOf(tiers);
  }

  /** Whether the reverse proxy tells it from others by its name, with the gate before it. */
  public boolean isBehindGate() {
    return on instanceof On.Edge && vhost.isPresent() && protocol == Protocol.TCP;
  }

  /** Where a service is reached. */
  public sealed interface On {
    /** The reverse proxy, by its tag: behind the gate. */
    record Edge() implements On {}

    /** A machine of the truth's hosts that has an address: no gate is before it. */
    record Machine(String host) implements On {}
  }

  /** What the file writes in lower case. */
  public enum Protocol {
    TCP,
    UDP
  }

  /**
   * @param host a host's name, or an address
   * @param scheme {@code http} or {@code https}
   */
  public record Backend(String scheme, String host, int port) {}
}
