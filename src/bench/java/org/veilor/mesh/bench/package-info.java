/**
 * How long one decision of a policy takes, beside another evaluator in the same run, and how long
 * the proof of a policy does. {@code ./mesh bench policy} builds it with Maven's profile {@code
 * bench}; nothing of it is shipped.
 */
package org.veilor.mesh.bench;
