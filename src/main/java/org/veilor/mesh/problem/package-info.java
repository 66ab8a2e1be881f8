/**
 * What a refusal is (RFC 9457) and the one place where a failure becomes one. Each feature keeps
 * its own problem types; here are those of any address. Must not know any feature.
 */
@NullMarked
package org.veilor.mesh.problem;

import org.jspecify.annotations.NullMarked;
