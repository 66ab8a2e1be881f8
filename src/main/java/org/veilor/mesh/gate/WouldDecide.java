package org.veilor.mesh.gate;

/**
 * What the gate would answer.
 *
 * @param tier of the caller; {@code zone}, {@code public} or {@code none} for one without
 * @param who a node's name, {@code zone <name>}, an address, or {@code public}
 * @param user for whom the node's key was minted, as it stands in the header
 * @param vhost as the table has it; {@code unknown} or {@code none}
 */
public record WouldDecide(Reason reason, String tier, String who, String user, String vhost) {
  public boolean allowed() {
    return reason == Reason.ALLOWED;
  }
}
