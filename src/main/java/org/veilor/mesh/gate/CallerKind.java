package org.veilor.mesh.gate;

import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import org.veilor.mesh.tier.Tier;

/** What a caller is to the table of vhosts. */
enum CallerKind {
  ADMIN,
  INFRA,
  GUEST,
  /** From a network outside the mesh that the truth names. */
  ZONE,
  /** From anywhere else in the Internet. */
  PUBLIC,
  /** Nobody who could be let in. */
  NONE;

  private final String label = name().toLowerCase(Locale.ROOT);
  private final CharSequence header = HttpHeaders.createOptimized(label);

  /** For metrics. */
  String label() {
    return label;
  }

  /** The same for {@code X-Mesh-Tier}. */
  CharSequence header() {
    return header;
  }

  int bit() {
    return 1 << ordinal();
  }

  static CallerKind of(Tier tier) {
    return switch (tier) {
      case ADMIN -> ADMIN;
      case INFRA -> INFRA;
      case GUEST -> GUEST;
    };
  }
}
