/**
 * The lab: real Headscale, real PostgreSQL, real Tailscale machines and a real Traefik for tests.
 *
 * <p>A test draws what it needs ({@code lab.machine("guest").joins(key)}) and asks what came of it.
 * The lab touches nothing of the host but its own namespaces, one link and one folder, all named by
 * its slot.
 *
 * <p>It must not know the server's classes: it runs the packaged server from outside, as a user
 * does.
 */
@NullMarked
package org.veilor.mesh.lab;

import org.jspecify.annotations.NullMarked;
