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
  private final Contents contents;
  private final AddressBook callers;
  private final Map<String, Vhost> vhosts;

  /** What it is made of: one with the same need not be made anew. */
  record Contents(
      long revision, List<MeshNode> nodes, List<GateVhost> vhosts, List<GateZone> zones) {
    Contents {
      nodes = List.copyOf(nodes);
      vhosts = List.copyOf(vhosts);
      zones = List.copyOf(zones);
    }
  }

  private GateSnapshot(
      Instant readAt, Contents contents, AddressBook callers, Map<String, Vhost> vhosts) {
    this.readAt = readAt;
    this.readAtMillis = readAt.toEpochMilli();
    this.contents = contents;
    this.callers = callers;
    this.vhosts = vhosts;
  }

  static GateSnapshot of(Instant readAt, Contents contents, Surroundings surroundings) {
    var zones = contents.zones().stream().map(GateZone::name).toList();
    var vhosts = new HashMap<String, Vhost>();
    contents.vhosts().forEach(it -> vhosts.put(it.name(), Vhost.of(it, zones)));
    return new GateSnapshot(
        readAt,
        contents,
        new AddressBook(contents.nodes(), contents.zones(), surroundings),
        vhosts);
  }

  boolean isOf(Contents others) {
    return contents.equals(others);
  }

  /** The same, as it still is. */
  GateSnapshot readAgain(Instant at) {
    return new GateSnapshot(at, contents, callers, vhosts);
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
    return contents.revision();
  }

  public int nodes() {
    return contents.nodes().size();
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
