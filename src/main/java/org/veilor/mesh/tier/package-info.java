/**
 * The community's own terms: the tier of a key, the tag of a machine, the subject that a key is
 * for. Must not know keys, policies, callers, or that anything is stored or served.
 */
@NullMarked
package org.veilor.mesh.tier;

import org.jspecify.annotations.NullMarked;
