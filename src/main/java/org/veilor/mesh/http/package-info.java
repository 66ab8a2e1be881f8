/**
 * What holds of every request before a feature sees it: how large a body is, what JSON is taken,
 * which methods there are. Must not know any feature, nor who calls.
 */
@NullMarked
package org.veilor.mesh.http;

import org.jspecify.annotations.NullMarked;
