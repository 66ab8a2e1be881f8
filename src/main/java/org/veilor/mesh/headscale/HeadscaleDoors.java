package org.veilor.mesh.headscale;

/** One Headscale by area, over one connection: its pool, its circuit breakers, its version. */
record HeadscaleDoors(
    Headscale itself, HeadscaleKeys keys, HeadscaleNodes nodes, HeadscalePolicy policy) {}
