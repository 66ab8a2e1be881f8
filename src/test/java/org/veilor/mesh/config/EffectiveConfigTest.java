package org.veilor.mesh.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EffectiveConfigTest {
  @Inject EffectiveConfig config;

  @Test
  void everyKeyIsThereWithItsSourceAndNoSecretIs() {
    assertThat(config.values())
        .contains(
            new EffectiveValue("mesh.ops.http-port", "8085", "default"),
            new EffectiveValue("mesh.identity.limits.per-token", "1200", "default"),
            new EffectiveValue("mesh.identity.local-token-file", "", "not set"));
    assertThat(config.values())
        .filteredOn(value -> value.key().equals("mesh.ops.database.password"))
        .extracting(EffectiveValue::value)
        .containsExactly("(secret)");
  }
}
