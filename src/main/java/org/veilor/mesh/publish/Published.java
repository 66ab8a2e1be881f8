package org.veilor.mesh.publish;

/**
 * What a publish came to.
 *
 * @param version the one in force now
 * @param changed false if it was in force already, to the letter
 */
public record Published(PolicyVersion version, boolean changed) {}
