/**
 * Headscale's policy language, and who reaches whom by it: offline, for any policy, exactly as
 * Headscale 0.29 decides. Must not know whose policy it is, nor that anything is stored or served.
 */
@NullMarked
package org.veilor.mesh.reach;

import org.jspecify.annotations.NullMarked;
