/**
 * Speaks to Headscale's REST API, 0.29 and 0.30, and says plainly when that failed and whether it
 * may have taken effect. Must not know what a key is for, who asked, or that we have a database.
 */
@NullMarked
package org.veilor.mesh.headscale;

import org.jspecify.annotations.NullMarked;
