/** Real parts and fakes that the tests share. Knows nothing of what is tested with them. */
package org.veilor.mesh.support;
