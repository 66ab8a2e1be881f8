package org.veilor.mesh.identity;

/** The caller of the request at hand. */
public interface CurrentCaller {
  /**
   * Fails if nobody is logged in: use it behind {@code @Authenticated} or {@code @RolesAllowed}.
   */
  Caller get();
}
