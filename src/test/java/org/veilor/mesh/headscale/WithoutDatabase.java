package org.veilor.mesh.headscale;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application without its database and without a look at Headscale: for this feature alone. */
public final class WithoutDatabase implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "quarkus.devservices.enabled", "false",
        "quarkus.datasource.active", "false",
        "quarkus.hibernate-orm.active", "false",
        "quarkus.flyway.active", "false",
        "quarkus.scheduler.enabled", "false",
        "quarkus.http.test-port", "0",
        "mesh.headscale.probe-at-start", "false",
        "mesh.headscale.stand-in", "true");
  }
}
