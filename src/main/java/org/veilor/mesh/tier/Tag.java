package org.veilor.mesh.tier;

import java.util.Locale;

/**
 * What a machine is on the mesh: Headscale's policy names machines by nothing else. Every tag is
 * owned by nobody ({@code tagOwners} is empty), so a machine has it from its pre-auth key and can
 * never ask for another.
 */
public enum Tag {
  /** A member's machine. */
  GUEST,
  /** A server. */
  INFRA,
  /** An administrator's machine. */
  ADMIN,
  /** The reverse proxy, the one machine that guests reach. No key is handed out for it. */
  EDGE;

  /** As Headscale writes it: {@code tag:guest}. */
  public String text() {
    return "tag:" + name().toLowerCase(Locale.ROOT);
  }
}
