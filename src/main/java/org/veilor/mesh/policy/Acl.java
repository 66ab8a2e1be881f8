package org.veilor.mesh.policy;

import java.util.List;
import org.veilor.mesh.truth.Place;

/**
 * One entry of Headscale's policy, and where in the truth it comes from.
 *
 * @param why for whoever reads the policy
 * @param protocol as Headscale names it; never none, which would be UDP and ICMP too
 */
public record Acl(
    String why, String protocol, List<String> sources, List<Destination> destinations) {
  public Acl {
    sources = List.copyOf(sources);
    destinations = List.copyOf(destinations);
  }

  /**
   * @param written as in the policy: {@code tag:edge:443}
   * @param origins all that leads there, in the truth's order; at least one
   */
  public record Destination(String written, List<Origin> origins) {
    public Destination {
      origins = List.copyOf(origins);
    }

    /** The one of that name if there is one, else the first. */
    public Origin origin(String name) {
      return origins.stream()
          .filter(it -> it.name().equals(name))
          .findFirst()
          .orElseGet(origins::getFirst);
    }
  }

  /**
   * What in the truth leads to a place.
   *
   * @param name a service's vhost or name, a host's name, or a tag
   * @param what in the truth's words: {@code x.veilor (Misskey)}
   * @param at the line that says so
   */
  public record Origin(String name, String what, Place at) {}
}
