package org.veilor.mesh.publish;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The policy is kept in the database, and every look is a new one. */
public final class KeptInDatabase implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("mesh.policy.source", "database", "mesh.policy.good-for", "PT0S");
  }
}
