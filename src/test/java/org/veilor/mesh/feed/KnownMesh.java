package org.veilor.mesh.feed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.veilor.mesh.gate.Gate;
import org.veilor.mesh.gate.GateVhost;
import org.veilor.mesh.gate.MeshNode;
import org.veilor.mesh.tier.Tier;

/** What a test's gate goes by: a guest's phone and an admin's machine, a vhost for each. */
public final class KnownMesh {
  public static final String GUEST = "100.64.0.5";
  public static final String ADMIN = "100.64.0.7";
  public static final long VERSION = 4711;

  private KnownMesh() {}

  public static void tell(Gate gate, Instant readAt) {
    gate.replace(
        readAt,
        VERSION,
        List.of(
            node("phone", "alice", GUEST, "tag:guest"), node("onyx", "root", ADMIN, "tag:admin")),
        List.of(
            new GateVhost("x.veilor", Set.of(Tier.ADMIN, Tier.GUEST), false, Set.of()),
            new GateVhost("sys.veilor", Set.of(Tier.ADMIN), false, Set.of())),
        List.of());
  }

  private static MeshNode node(String name, String user, String address, String tag) {
    return new MeshNode(name, user, List.of(address), List.of(tag), Optional.empty());
  }
}
