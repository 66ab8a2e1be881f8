/**
 * What {@code ./mesh bench gate} measures. It stands in the gate's own package, for the gate shows
 * its listener to nobody else; nothing of it is shipped.
 */
package org.veilor.mesh.gate;
