package org.veilor.mesh.headscale;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadscaleConnectionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "headscale.example.org",
        "ftp://headscale.example.org",
        "http:///path",
        "https://admin:s3cr3t@headscale.example.org",
        "https://headscale.example.org?key=s3cr3t",
        "https://headscale.example.org#s3cr3t"
      })
  void an_address_that_is_none_is_named_by_its_key_and_not_quoted(String url) {
    assertThatThrownBy(() -> TestConfig.at(url, "hskey-api-one").connect())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mesh.headscale.url must be an http or https address")
        .message()
        .doesNotContain("s3cr3t");
  }
}
