/**
 * Knows which Headscale our books were kept with, and stops whoever would hold them against
 * another. Must not know what the books are of: neither keys nor policies.
 */
@NullMarked
package org.veilor.mesh.books;

import org.jspecify.annotations.NullMarked;
