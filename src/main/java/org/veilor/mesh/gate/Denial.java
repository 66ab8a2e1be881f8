package org.veilor.mesh.gate;

import java.time.Instant;

/**
 * So often was this one refused that.
 *
 * @param who a node's name, {@code zone <name>}, an address, {@code public}, or {@code others}
 * @param vhost one of the table; {@code unknown}, {@code none} or {@code others}
 */
public record Denial(
    String who, String vhost, Reason reason, long count, Instant first, Instant last) {}
