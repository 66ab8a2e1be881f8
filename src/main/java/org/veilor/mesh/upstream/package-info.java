/**
 * What a failure of a server that we depend on means to a caller of ours. Must not know what was
 * asked of it, or why.
 */
@NullMarked
package org.veilor.mesh.upstream;

import org.jspecify.annotations.NullMarked;
