/**
 * Feeds the gate: reads Headscale's nodes and the policy in force again and again, and at once
 * after our own deeds; tells when that fails. Writes down whom it refused, and lets admins ask.
 * Must not decide who may have what: the gate alone does.
 */
@NullMarked
package org.veilor.mesh.feed;

import org.jspecify.annotations.NullMarked;
