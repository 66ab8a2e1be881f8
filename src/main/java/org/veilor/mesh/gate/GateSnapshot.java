package org.veilor.mesh.gate;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the gate decides by, as it was at one moment. Unchangeable; a newer one takes its place
 * whole.
 */
public final class GateSnapshot {
  private final Instant readAt;
  private final long readAtMillis;
  private final long revision;
  private final List<MeshNode> nodes;
  private final AddressBook callers;
  private final Map<String, Vhost> vhosts;

  GateSnapshot(
      Instant readAt,
      long revision,
      List<MeshNode> nodes,
      List<GateVhost> table,
      List<GateZone> zones,
      Surroundings surroundings) {
    this(
        readAt,
        revision,
        List.copyOf(nodes),
        new AddressBook(nodes, zones, surroundings),
        new HashMap<>());
    var names = zones.stream().map(GateZone::name).toList();
    table.forEach(it -> vhosts.put(it.name(), Vhost.of(it, names)));
  }

  private GateSnapshot(
      Instant readAt,
      long revision,
      List<MeshNode> nodes,
      AddressBook callers,
      Map<String, Vhost> vhosts) {
    this.readAt = readAt;
    this.readAtMillis = readAt.toEpochMilli();
    this.revision = revision;
    this.nodes = nodes;
    this.callers = callers;
    this.vhosts = vhosts;
  }

  /** Whether it was made of these. */
  boolean isOf(long otherRevision, List<MeshNode> otherNodes) {
    return revision == otherRevision && nodes.equals(otherNodes);
  }

  /** The same, as it still is. */
  GateSnapshot readAgain(Instant at) {
    return new GateSnapshot(at, revision, nodes, callers, vhosts);
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
    return nodes.size();
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
    return HostName.canonical(host)
        .map(name -> vhosts.getOrDefault(name, Vhost.UNKNOWN))
        .orElseGet(() -> Vhost.refused(Reason.NOT_A_VHOST));
  }
}
