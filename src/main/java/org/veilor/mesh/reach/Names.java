package org.veilor.mesh.reach;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.veilor.mesh.address.AddressRange;

/**
 * What a policy declares, and rules may use.
 *
 * @param groups users of each, with their {@code @}
 * @param tags with their {@code tag:}
 */
record Names(Map<String, List<String>> groups, Map<String, AddressRange> hosts, Set<String> tags) {}
