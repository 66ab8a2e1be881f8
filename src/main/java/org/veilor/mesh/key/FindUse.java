package org.veilor.mesh.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.veilor.mesh.headscale.HeadscaleNodes;
import org.veilor.mesh.headscale.Node;
import org.veilor.mesh.headscale.NodeSnapshot;

/** Finds the node that joined with a key. */
@ApplicationScoped
class FindUse {
  private static final Logger LOG = Logger.getLogger(FindUse.class);

  private static final int LOOKS = 10;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final HeadscaleNodes headscale;
  private final Clock clock;

  FindUse(HeadscaleNodes headscale, Clock clock) {
    this.headscale = headscale;
    this.clock = clock;
  }

  /**
   * Looks again for two seconds: Headscale shows a key as used a moment before it lists the node.
   * Then {@link #unknown()}.
   */
  NodeUse await(KeyRecord key) {
    for (var look = 0; look < LOOKS; look++) {
      var use = of(key, nodes());
      if (use.isPresent()) {
        return use.get();
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return unknown();
  }

  /** A use whose node cannot be told, for it is gone already. */
  NodeUse unknown() {
    return new NodeUse(NodeUse.UNKNOWN, NodeUse.UNKNOWN, List.of(), clock.instant());
  }

  /** One call to Headscale for any number of keys. */
  NodeSnapshot nodes() {
    return headscale.nodes();
  }

  /** Empty if the list has no node that joined with this key: not yet, or not any more. */
  Optional<NodeUse> of(KeyRecord key, NodeSnapshot nodes) {
    return nodes.joinedWith(key.knownHeadscaleId()).map(node -> use(key, node));
  }

  private NodeUse use(KeyRecord key, Node node) {
    if (!node.tags().equals(key.tier().tags())) {
      // Headscale before 0.29.3 kept a node's old tags and burnt the new key (its issue 3370).
      LOG.warnf(
          "node %s joined with key %s for %s but carries %s: retag or delete it at Headscale",
          node.id(), key.id(), key.tier().tags(), node.tags());
    }
    return new NodeUse(node.id(), node.givenName(), node.ipAddresses(), node.createdAt());
  }
}
