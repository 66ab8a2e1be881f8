package org.veilor.mesh.node;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.veilor.mesh.headscale.Node;
import org.veilor.mesh.key.KeyOwners;
import org.veilor.mesh.key.KeyOwners.Joining;

/** Whose a machine is. */
@ApplicationScoped
class NodeOwners {
  private final KeyOwners owners;

  NodeOwners(KeyOwners owners) {
    this.owners = owners;
  }

  /** In the same order; the books are asked once for a thousand. */
  List<OwnedNode> of(List<Node> nodes) {
    var known = owners.of(nodes.stream().flatMap(it -> Joining.of(it).stream()).toList());
    return nodes.stream()
        .map(it ->
            new OwnedNode(it, Joining.of(it).flatMap(how -> Optional.ofNullable(known.get(how)))))
        .toList();
  }
}
