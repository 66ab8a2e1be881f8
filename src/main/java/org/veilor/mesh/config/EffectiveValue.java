package org.veilor.mesh.config;

/**
 * One configuration key as it is in force.
 *
 * @param value as text, empty if not set, {@code (secret)} if it is one
 * @param source {@code default}, {@code environment variable}, {@code system property}, or a file
 *     and line
 */
public record EffectiveValue(String key, String value, String source) {}
