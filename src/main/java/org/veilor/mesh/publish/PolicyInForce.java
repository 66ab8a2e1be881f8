package org.veilor.mesh.publish;

/** Told inside the server when a version has come into force, once that is on record. */
public record PolicyInForce(long version) {}
