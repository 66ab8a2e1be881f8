package org.veilor.mesh.key;

/** Told inside the server when a key was minted, replaced or ended by a caller. */
public record KeysChanged() {}
