/**
 * {@code acl/mesh.yaml}, read: who may reach what, as the community wrote it, with the place of
 * each line. Must not know Headscale's policy language, the gate, or what is made of it.
 */
@NullMarked
package org.veilor.mesh.truth;

import org.jspecify.annotations.NullMarked;
