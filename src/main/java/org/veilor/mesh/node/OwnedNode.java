package org.veilor.mesh.node;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.veilor.mesh.headscale.Node;
import org.veilor.mesh.identity.Caller;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.key.KeyScopes;
import org.veilor.mesh.tier.Subject;
import org.veilor.mesh.tier.Tier;

/**
 * A machine on the mesh.
 *
 * @param subject for whom the key was minted that it joined with; empty if that was no key of ours
 */
public record OwnedNode(Node node, Optional<Subject> subject) {
  /** As the gate has it: empty for a user's machine, and as soon as one tag means no tier. */
  static Optional<Tier> tier(Node node) {
    return Tier.atTheGate(node.tags());
  }

  static boolean mayRemove(Caller caller, Node node) {
    return toRemove(node.tags()).stream().allMatch(caller::may);
  }

  /** Who may issue a tier may take it back. What no key of ours gave is for admins. */
  static Set<Scope> toRemove(Collection<String> tags) {
    return tags.isEmpty()
        ? Set.of(Scope.KEYS_ADMIN)
        : tags.stream().map(OwnedNode::toRemove).collect(Collectors.toSet());
  }

  private static Scope toRemove(String tag) {
    return Tier.tagged(Set.of(tag)).map(KeyScopes::toMint).orElse(Scope.KEYS_ADMIN);
  }
}
