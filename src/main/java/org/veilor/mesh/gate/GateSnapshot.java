package org.veilor.mesh.gate;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the gate decides by, as it was at one moment. Unchangeable; a newer one takes its place
 * whole.
 */
public final class GateSnapshot {
  private final Instant readAt;
  private final long readAtMillis;
  private final long revision;
  private final int nodes;
  private final AddressBook callers;
  private final Map<String, Vhost> vhosts = new HashMap<>();

  GateSnapshot(
      Instant readAt,
      long revision,
      List<MeshNode> nodes,
      List<GateVhost> table,
      List<GateZone> zones,
      Surroundings surroundings) {
    this.readAt = readAt;
    this.readAtMillis = readAt.toEpochMilli();
    this.revision = revision;
    this.nodes = nodes.size();
    this.callers = new AddressBook(nodes, zones, surroundings);
    var names = zones.stream().map(GateZone::name).toList();
    table.forEach(it -> vhosts.put(it.name(), Vhost.of(it, names)));
  }

  /** When the oldest of what it holds was asked for. */
  public Instant readAt() {
    return readAt;
  }

  long readAtMillis() {
    return readAtMillis;
  }

  /** The number of the policy's version. */
  public long revision() {
    return revision;
  }

  public int nodes() {
    return nodes;
  }

  Caller caller(String address) {
    return callers.caller(address);
  }

  AddressBook callers() {
    return callers;
  }

  /** Never null: what the table does not have is a vhost to refuse. */
  Vhost vhost(String host) {
    var known = vhosts.get(host);
    return known != null ? known : canonical(host);
  }

  private Vhost canonical(String host) {
    var name = HostName.canonical(host);
    if (name.isEmpty()) {
      return Vhost.refused(Reason.NOT_A_VHOST);
    }
    @Nullable Vhost known = vhosts.get(name.get());
    return known != null ? known : Vhost.UNKNOWN;
  }
}
