/**
 * Who did what to what, from where, with what result: append-only, hash-chained, in the transaction
 * of the deed. Must not know what a key, a token or a policy is: it is told in words.
 */
@NullMarked
package org.veilor.mesh.audit;

import org.jspecify.annotations.NullMarked;
