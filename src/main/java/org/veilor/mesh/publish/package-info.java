/**
 * Puts a proven policy in force at Headscale, keeps every version of it, and sees to it that what
 * is in force is what was published. Must not know how a policy is made, nor what a key is.
 */
@NullMarked
package org.veilor.mesh.publish;

import org.jspecify.annotations.NullMarked;
