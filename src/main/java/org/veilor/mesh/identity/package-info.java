/**
 * Who is calling and what they may do: API tokens for machines with scopes, limits on how often.
 * People through OIDC join here later. Must not know what is done with a permission once it is
 * given.
 */
@NullMarked
package org.veilor.mesh.identity;

import org.jspecify.annotations.NullMarked;
