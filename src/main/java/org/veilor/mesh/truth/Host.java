package org.veilor.mesh.truth;

import java.util.List;
import java.util.Optional;
import org.veilor.mesh.tier.Tag;

/**
 * A machine that the truth names.
 *
 * @param name as Headscale lists it (its given name); lower-case letters, digits, hyphens
 * @param tag what it joined as; empty for an address without a client of ours, as behind a subnet
 *     router: then it has an address
 * @param addresses at most one IPv4 and one IPv6, in their usual text form; needed if a service is
 *     on it
 */
public record Host(String name, Optional<Tag> tag, List<String> addresses, String note, Place at) {
  public Host {
    addresses = List.copyOf(addresses);
  }
}
