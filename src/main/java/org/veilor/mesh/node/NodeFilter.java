package org.veilor.mesh.node;

import java.util.Optional;
import org.veilor.mesh.headscale.Node;
import org.veilor.mesh.tier.Tier;

/**
 * Which machines to list.
 *
 * @param name as MagicDNS has it, in any case of letters
 * @param tier the word of a tier, or {@link #NO_TIER}
 * @param limit at most so many
 */
public record NodeFilter(Optional<String> name, Optional<String> tier, int limit) {
  public static final String NO_TIER = "none";

  boolean takes(Node node) {
    return name.map(node.givenName()::equalsIgnoreCase).orElse(true)
        && tier.map(text(node)::equals).orElse(true);
  }

  static String text(Node node) {
    return OwnedNode.tier(node).map(Tier::text).orElse(NO_TIER);
  }
}
