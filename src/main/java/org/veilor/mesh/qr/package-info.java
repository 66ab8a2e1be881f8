/**
 * A text as a QR code, for a page, a picture or a terminal, with a caption for people. Must not
 * know what the text is.
 */
@NullMarked
package org.veilor.mesh.qr;

import org.jspecify.annotations.NullMarked;
