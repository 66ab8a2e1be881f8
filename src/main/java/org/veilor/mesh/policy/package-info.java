/**
 * Makes of the truth what others enforce: Headscale's policy, DNS records, Traefik's configuration
 * and the gate's table. Must not know who asks, nor decide anything that the truth does not say.
 */
@NullMarked
package org.veilor.mesh.policy;

import org.jspecify.annotations.NullMarked;
