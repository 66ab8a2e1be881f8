package org.veilor.mesh.policy;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why one machine reaches a place, or does not.
 *
 * @param source its name, or its address if it has none
 * @param tier of the source; empty for one without
 * @param alike how many further machines the same is said of
 * @param reached by the packet filter and, where one is before it, the gate
 * @param rule of Headscale's policy, {@code acls[2]}; empty if none lets it through
 * @param line of the truth that it comes from
 * @param because what stands there
 * @param gate what the gate does; empty if none is before it
 */
public record Explained(
    String source,
    String sourceAddress,
    Optional<String> tier,
    int alike,
    String destination,
    String destinationAddress,
    OptionalInt port,
    String protocol,
    boolean reached,
    Optional<String> rule,
    OptionalInt line,
    Optional<String> because,
    Optional<String> gate) {
  Explained plus(String more) {
    return by(protocol + ", " + more);
  }

  Explained by(String protocols) {
    return new Explained(
        source,
        sourceAddress,
        tier,
        alike,
        destination,
        destinationAddress,
        port,
        protocols,
        reached,
        rule,
        line,
        because,
        gate);
  }
}
