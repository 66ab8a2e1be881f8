package org.veilor.mesh.key;

import java.util.Optional;
import java.util.UUID;
import org.veilor.mesh.tier.Subject;
import org.veilor.mesh.tier.Tier;

/**
 * Which keys a caller wants to see.
 *
 * @param cursor the last id of the page before
 * @param limit 1 to 200
 */
public record KeyFilter(
    Optional<Tier> tier,
    Optional<KeyState> state,
    Optional<Subject> subject,
    Optional<UUID> cursor,
    int limit) {}
