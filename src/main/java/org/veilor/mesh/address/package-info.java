/**
 * Addresses and ranges of both families, read as strictly as Headscale reads them. Must not know
 * what an address is for.
 */
@NullMarked
package org.veilor.mesh.address;

import org.jspecify.annotations.NullMarked;
