package org.veilor.mesh.headscale;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All machines of the mesh at one moment. Unchangeable: whoever needs a newer one asks again. */
public final class NodeSnapshot {
  private final Instant asked;
  private final List<Node> nodes;
  private final Map<String, Node> byKey;

  /**
   * @param asked when Headscale was asked: what happened since may be missing
   */
  public NodeSnapshot(Instant asked, List<Node> nodes) {
    this.asked = asked;
    this.nodes = List.copyOf(nodes);
    this.byKey =
        nodes.stream()
            .filter(node -> node.preAuthKeyId().isPresent())
            .collect(
                Collectors.toMap(
                    node -> node.preAuthKeyId().orElseThrow(),
                    node -> node,
                    (first, second) -> first));
  }

  public Instant asked() {
    return asked;
  }

  public List<Node> nodes() {
    return nodes;
  }

  /**
   * The machine that joined with this key. Headscale's node names its key; there is no other link.
   */
  public Optional<Node> joinedWith(String preAuthKeyId) {
    return Optional.ofNullable(byKey.get(preAuthKeyId));
  }

  @Override
  public String toString() {
    return nodes.size() + " nodes at " + asked;
  }
}
