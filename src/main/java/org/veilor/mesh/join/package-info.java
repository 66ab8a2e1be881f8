/**
 * What a person does so that a machine joins the mesh. Must not know where the key comes from or
 * who asked for it.
 */
@NullMarked
package org.veilor.mesh.join;

import org.jspecify.annotations.NullMarked;
