package org.veilor.mesh.reach;

import java.util.List;

/**
 * What one entry of a policy lets through: any of the sources to any of the destinations on any of
 * the services.
 *
 * @param name where it stands: {@code acls[2]}, {@code grants[0]}
 * @param via tags of the subnet routers or exit nodes that alone may carry it; empty for all
 * @param understood false if the entry holds what we do not know; then it is taken at its widest
 */
public record Rule(
    String name,
    List<Alias> sources,
    List<Alias> destinations,
    List<Passage> passages,
    List<String> via,
    boolean understood) {
  /**
   * @param protocol {@link Protocol#ANY} if none is named
   */
  public record Passage(int protocol, Ports ports) {
    static final Passage ALL = new Passage(Protocol.ANY, Ports.ALL);
  }
}
