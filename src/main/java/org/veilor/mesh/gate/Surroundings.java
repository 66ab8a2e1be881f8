package org.veilor.mesh.gate;

import java.util.List;
import java.util.stream.Stream;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;

/**
 * What an address tells by the network that it is of.
 *
 * @param mesh Headscale's own prefixes
 * @param natted where a caller's own address never is of: container bridges, pods, the proxy
 */
record Surroundings(List<AddressRange> mesh, List<AddressRange> natted) {
  /** Not in the Internet: RFC 6890 and the registries that it began, unspecified and multicast. */
  private static final List<AddressRange> PRIVATE =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/8",
              "64:ff9b:1::/48",
              "100::/64",
              "2001:db8::/32",
              "fc00::/7",
              "fe80::/9",
              "ff00::/8")
          .map(AddressRange::prefix)
          .toList();

  Surroundings {
    mesh = List.copyOf(mesh);
    natted = List.copyOf(natted);
  }

  boolean isMesh(Address address) {
    return in(mesh, address);
  }

  boolean isNatted(Address address) {
    return in(natted, address);
  }

  boolean isPrivate(Address address) {
    return in(PRIVATE, address);
  }

  private static boolean in(List<AddressRange> ranges, Address address) {
    for (var range : ranges) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
