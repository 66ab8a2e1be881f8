package org.veilor.mesh.reach;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.veilor.mesh.address.AddressRange;

/**
 * What a policy declares, and rules may use.
 *
 * @param groups users of each, with their {@code @}
 * @param tagOwners by tag, in the text's order
 */
record Names(
    Map<String, List<String>> groups,
    Map<String, AddressRange> hosts,
    Map<String, List<String>> tagOwners) {
  Set<String> tags() {
    return tagOwners.keySet();
  }
}
