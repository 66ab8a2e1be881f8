package org.veilor.mesh.key;

import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.tier.Tier;

/** What a caller needs to do something with a key. */
public final class KeyScopes {
  private KeyScopes() {}

  /**
   * To mint, regenerate or revoke a key of this tier, and to take back what it gave to a machine.
   */
  public static Scope toMint(Tier tier) {
    return switch (tier) {
      case GUEST -> Scope.KEYS_GUEST;
      case INFRA -> Scope.KEYS_INFRA;
      case ADMIN -> Scope.KEYS_ADMIN;
    };
  }
}
