package org.veilor.mesh.headscale;

import java.time.Instant;
import java.util.Optional;

/**
 * The policy that Headscale holds.
 *
 * @param hujson byte for byte as it was set; may be empty if somebody set that
 * @param updatedAt empty if Headscale reads it from a file
 */
public record StoredPolicy(String hujson, Optional<Instant> updatedAt) {}
