package org.veilor.mesh.truth;

import java.util.Locale;

/**
 * What a tier reaches besides the services that name it.
 *
 * @param who for a reader: whose machines these are; may be empty
 */
public record TierRule(Reaches reaches, String who, Place at) {
  /** The word in the file is the name in lower case, with hyphens. */
  public enum Reaches {
    /**
     * Every machine and address ({@code *:*}). Headscale shows both ends of a rule to each other:
     * guests then see the machines that may reach them. Admins only.
     */
    EVERYTHING,
    /** Every machine but guests', and every host with an address. Admins only. */
    EVERYTHING_BUT_GUESTS,
    /** The machines of the same tier, on every port. Never guests. */
    ITSELF,
    /** Nothing but the services that name the tier. */
    ALLOWLIST;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
