/**
 * The mesh.* keys: the check that refuses to start with an unknown one, and the list of those in
 * force. Must not know what a key is for: each feature declares its own.
 */
@NullMarked
package org.veilor.mesh.config;

import org.jspecify.annotations.NullMarked;
