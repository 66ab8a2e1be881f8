package org.veilor.mesh.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * Limits and lives that a test reaches at once. One profile for all who need one of them: each
 * other profile is one more start of the application.
 */
public final class TightLimits implements QuarkusTestProfile {
  public static final int CALLS_A_MINUTE = 10;
  public static final int FAILED_LOG_INS_A_MINUTE = 3;
  public static final int KEYS_AN_HOUR = 3;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "mesh.identity.limits.per-token", Integer.toString(CALLS_A_MINUTE),
        "mesh.identity.limits.failed-log-ins", Integer.toString(FAILED_LOG_INS_A_MINUTE),
        "mesh.identity.limits.per-subject", Integer.toString(KEYS_AN_HOUR),
        "mesh.key.min-ttl", "PT1S",
        "mesh.key.max-ttl.admin", "PT1H");
  }
}
