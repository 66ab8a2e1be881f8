package org.veilor.mesh.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that Headscale might still honour.
 *
 * @param liveSince when the books took it as live; null if they never did
 * @param revokeRequestedAt since when somebody is revoking it, if anybody is
 */
record WatchedKey(
    KeyRecord key, @Nullable Instant liveSince, @Nullable Instant revokeRequestedAt) {}
