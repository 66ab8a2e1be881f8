/**
 * The command line: one command, one file. Speaks to a running server over its API, or opens the
 * database for tokens and audit. Must not decide anything: it asks, prints and exits with a code.
 */
@NullMarked
package org.veilor.mesh.cli;

import org.jspecify.annotations.NullMarked;
