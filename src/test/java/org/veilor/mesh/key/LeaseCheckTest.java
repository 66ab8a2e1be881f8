package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseCheckTest {
  @Test
  void a_lease_that_a_call_may_outlast_is_refused_with_what_to_change() {
    assertThatThrownBy(() -> LeaseCheck.check(Duration.ofSeconds(24), Duration.ofSeconds(24)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mesh.key.lease is PT24S")
        .hasMessageContaining("mesh.headscale.read-timeout");
    assertThatCode(() -> LeaseCheck.check(Duration.ofSeconds(30), Duration.ofSeconds(24)))
        .doesNotThrowAnyException();
  }
}
