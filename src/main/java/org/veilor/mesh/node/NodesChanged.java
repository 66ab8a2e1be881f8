package org.veilor.mesh.node;

/**
 * Told inside the server when a caller took a machine off the mesh, and before that caller is told:
 * whoever observes it is waited for.
 */
public record NodesChanged() {}
