package org.veilor.mesh.reach;

import java.util.List;
import java.util.Optional;
import org.veilor.mesh.address.AddressRange;

/**
 * A machine of the mesh, as far as a policy cares.
 *
 * @param name its given name
 * @param addresses of both families, without a prefix length
 * @param tags with their {@code tag:}; empty for a user's own machine
 * @param owner the user of a machine without tags
 * @param routes subnet routes that it announces and that are approved, in CIDR form
 * @param exitNode whether it announces a way to the internet that is approved
 */
public record Machine(
    String id,
    String name,
    List<String> addresses,
    List<String> tags,
    Optional<Owner> owner,
    List<String> routes,
    boolean exitNode) {
  public Machine {
    addresses = List.copyOf(addresses);
    tags = List.copyOf(tags);
    routes = List.copyOf(routes);
  }

  /** A machine that joined with a tag and announces nothing. */
  public static Machine tagged(String name, List<String> addresses, String... tags) {
    return new Machine(name, name, addresses, List.of(tags), Optional.empty(), List.of(), false);
  }

  boolean isTagged() {
    return !tags.isEmpty();
  }

  /** The id of the user whose own machine it is. */
  public Optional<String> user() {
    return isTagged() ? Optional.empty() : owner.map(Owner::id);
  }

  List<AddressRange> ranges() {
    return addresses.stream().flatMap(it -> AddressRange.parse(it).stream()).toList();
  }

  List<AddressRange> routeRanges() {
    return routes.stream().flatMap(it -> AddressRange.parse(it).stream()).toList();
  }

  /**
   * A user of Headscale. What it does not have is empty.
   *
   * @param providerId issuer and subject of one who came by OIDC
   */
  public record Owner(String id, String name, String email, String providerId) {
    /** Whether a policy's {@code alice@} means this user, by anything but its provider's id. */
    boolean isCalled(String wanted) {
      return email.equals(wanted) || name.equals(wanted);
    }
  }
}
