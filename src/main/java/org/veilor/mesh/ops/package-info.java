/**
 * How the running server speaks and is seen: problems (RFC 9457), the clock, health, checks of the
 * configuration at start. Must not know any feature: features come to it, never the other way.
 */
@NullMarked
package org.veilor.mesh.ops;

import org.jspecify.annotations.NullMarked;
