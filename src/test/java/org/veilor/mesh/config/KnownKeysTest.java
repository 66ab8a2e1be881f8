package org.veilor.mesh.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.ops.OpsConfig;

class KnownKeysTest {
  private final KnownKeys keys = KnownKeys.of(List.of(ConfigClass.configClass(OpsConfig.class)));

  @Test
  void declaredKeysAreKnownAndSecretsAreMarked() {
    assertThat(keys.names())
        .contains("mesh.ops.http-port", "mesh.ops.database.url", "mesh.ops.database.password");
    assertThat(keys.isUnknown("mesh.ops.database.password")).isFalse();
    assertThat(keys.isUnknown("quarkus.http.port")).isFalse();
    assertThat(keys.isSecret("mesh.ops.database.password")).isTrue();
    assertThat(keys.isSecret("mesh.ops.database.url")).isFalse();
  }

  @Test
  void aMisspeltKeyIsNamedWithItsSourceAndTheNearestKnownOne() {
    assertThat(keys.isUnknown("mesh.ops.htpp-port")).isTrue();
    assertThat(keys.complaint("mesh.ops.htpp-port", "server.properties:3"))
        .contains(
            "Unknown key mesh.ops.htpp-port (server.properties:3)."
                + " The nearest known key is mesh.ops.http-port.");
    assertThat(keys.complaint("mesh.nosuch.key", "x")).isPresent();
  }

  @Test
  void anEnvironmentVariableCountsIfItBeginsLikeAFeature() {
    String environment = SourceName.ENVIRONMENT;
    assertThat(keys.complaint("MESH_OPS_HTPP_PORT", environment))
        .contains(
            "Unknown key MESH_OPS_HTPP_PORT (environment variable)."
                + " The nearest known key is MESH_OPS_HTTP_PORT.");
    assertThat(keys.complaint("MESH_OPS_HTTP_PORT", environment)).isEmpty();
    assertThat(keys.complaint("MESH_URL", environment)).isEmpty();
    assertThat(keys.complaint("MESH_RUN_FILE", environment)).isEmpty();
    assertThat(keys.complaint("mesh.run.file", environment)).isEmpty();
    assertThat(keys.complaint("mesh.token.file", environment)).isEmpty();
  }
}
