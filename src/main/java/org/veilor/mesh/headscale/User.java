package org.veilor.mesh.headscale;

import java.time.Instant;

/** An owner of untagged machines. */
public record User(String id, String name, Instant createdAt) {}
