/**
 * Mints, lists, regenerates and revokes pre-auth keys, and keeps the books: one live key per
 * subject, none alive that is not on record. Must not know pages, sign-ups or the policy's text.
 */
@NullMarked
package org.veilor.mesh.key;

import org.jspecify.annotations.NullMarked;
