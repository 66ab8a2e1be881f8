/**
 * How the server runs on its machine: where it listens, which clock it has, what it says when it
 * cannot start. Must not know any feature.
 */
@NullMarked
package org.veilor.mesh.ops;

import org.jspecify.annotations.NullMarked;
