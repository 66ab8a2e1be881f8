package org.veilor.mesh.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that Headscale might still honour, and since when somebody is revoking it, if anybody is.
 */
record WatchedKey(KeyRecord key, @Nullable Instant revokeRequestedAt) {}
