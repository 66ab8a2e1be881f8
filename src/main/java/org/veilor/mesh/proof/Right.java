package org.veilor.mesh.proof;

import org.veilor.mesh.reach.Ports;

/**
 * Something that a policy lets somebody reach.
 *
 * @param who as the policy names it: {@code tag:guest}, {@code alice@}, {@code *}
 * @param place as the policy names it, but a host's name by its address: {@code tag:edge}, {@code
 *     100.64.0.3}, {@code *}
 * @param protocol its IANA number, or {@link org.veilor.mesh.reach.Protocol#ANY}
 */
public record Right(String who, String place, int protocol, Ports ports) {
  /** Every machine of the mesh, as a source. */
  public static final String EVERYBODY = "*";

  /** Every address, as a destination. */
  public static final String EVERYTHING = "*";
}
