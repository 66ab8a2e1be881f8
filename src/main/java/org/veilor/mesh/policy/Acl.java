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
   * @param what leads here, in the truth's words: {@code x.veilor (Misskey)}
   * @param at the line that says so
   */
  public record Destination(String written, String what, Place at) {}
}
