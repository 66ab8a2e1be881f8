package org.veilor.mesh.cli;

import java.util.ArrayList;
import java.util.List;

/** What a shell may complete. The server judges, so that it alone knows what there is. */
final class Words {
  private Words() {}

  static final class Tiers extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Tiers() {
      super(List.of("guest", "infra", "admin"));
    }
  }

  static final class TiersOfNodes extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    TiersOfNodes() {
      super(List.of("guest", "infra", "admin", "none"));
    }
  }

  static final class States extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    States() {
      super(List.of("minting", "live", "used", "expired", "revoked", "failed"));
    }
  }
}
