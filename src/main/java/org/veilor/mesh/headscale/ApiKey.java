package org.veilor.mesh.headscale;

import java.time.Instant;
import java.util.Optional;

/**
 * A key to Headscale's API, without its secret.
 *
 * @param prefix the 12 characters behind {@code hskey-api-}; of an older key as Headscale shows it
 * @param expiration empty if it never ends
 */
public record ApiKey(
    String id, String prefix, Optional<Instant> expiration, Optional<Instant> lastSeen) {}
