/**
 * Whether a policy of Headscale's keeps what the truth promises, for machines that do not exist yet
 * as well, and what differs between two policies. Must not know where either of them is stored.
 */
@NullMarked
package org.veilor.mesh.proof;

import org.jspecify.annotations.NullMarked;
