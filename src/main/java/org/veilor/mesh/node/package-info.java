/**
 * Lists the machines on the mesh, each with whoever its key was minted for, and takes one off it.
 * Must not know the gate, which is told that a machine went, or the policy's text.
 */
@NullMarked
package org.veilor.mesh.node;

import org.jspecify.annotations.NullMarked;
