/**
 * Answers the reverse proxy, for each of its requests, whether this caller may have this vhost.
 * Must not know a database, REST, JSON or Headscale: all it decides by is one snapshot that it is
 * handed.
 */
@NullMarked
package org.veilor.mesh.gate;

import org.jspecify.annotations.NullMarked;
