package org.veilor.mesh.headscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
  @TempDir Path folder;

  private final TestConfig config = TestConfig.at("http://127.0.0.1:1", "hskey-api-one");

  @Test
  void a_replaced_file_is_seen_at_once() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "hskey-api-one\n");
    Credential credential = Credential.of(config.withKeyFile(file));
    assertThat(credential.bearer()).isEqualTo("Bearer hskey-api-one");

    Files.writeString(file, "hskey-api-two");

    assertThat(credential.bearer()).isEqualTo("Bearer hskey-api-two");
  }

  @Test
  void a_missing_file_is_named_with_the_key_that_names_it() {
    Path file = folder.resolve("nowhere");
    Credential credential = Credential.of(config.withKeyFile(file));

    assertThatThrownBy(credential::bearer)
        .isInstanceOfSatisfying(
            HeadscaleException.class,
            failed -> {
              assertThat(failed.failure()).isInstanceOf(HeadscaleFailure.Unauthorised.class);
              assertThat(failed.failure().mayHaveTakenEffect()).isFalse();
            })
        .hasMessageContaining(file.toString())
        .hasMessageContaining("mesh.headscale.api-key-file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "hskey-api-one\nhskey-api-two", "hskey-api-é"})
  void a_file_that_holds_no_single_key_is_named_without_its_content(String content)
      throws IOException {
    Path file = Files.writeString(folder.resolve("key"), content);

    assertThatThrownBy(() -> Credential.of(config.withKeyFile(file)).bearer())
        .hasMessageContaining(file.toString())
        .message()
        .doesNotContain("hskey-api-one", "hskey-api-é");
  }

  @Test
  void neither_and_both_are_refused_with_the_two_names() throws IOException {
    TestConfig neither = config.withKeys(Optional.empty(), Optional.empty());
    TestConfig both =
        config.withKeys(
            Optional.of(() -> "hskey-api-one"),
            Optional.of(Files.createFile(folder.resolve("key"))));

    for (TestConfig wrong : new TestConfig[] {neither, both}) {
      assertThatThrownBy(() -> Credential.of(wrong))
          .hasMessageContaining("mesh.headscale.api-key-file")
          .hasMessageContaining("mesh.headscale.api-key must");
    }
  }

  @Test
  void a_configuration_as_it_is_read_has_no_key_of_its_own() {
    HeadscaleConfig read = read(Map.of());

    assertThatThrownBy(() -> Credential.of(read)).hasMessageContaining("Exactly one of");
    assertThat(read.url()).hasToString("http://127.0.0.1:8089");
    assertThat(read.acceptUnknownVersion()).isFalse();
    assertThat(read.maxAnswer().asLongValue()).isEqualTo(32L << 20);
  }

  @Test
  void a_configuration_as_it_is_read_gives_its_key_or_its_file() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "hskey-api-two");

    assertThat(Credential.of(read(Map.of("mesh.headscale.api-key", "hskey-api-one"))).bearer())
        .isEqualTo("Bearer hskey-api-one");
    assertThat(Credential.of(read(Map.of("mesh.headscale.api-key-file", file.toString()))).bearer())
        .isEqualTo("Bearer hskey-api-two");
  }

  private static HeadscaleConfig read(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(HeadscaleConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(HeadscaleConfig.class);
  }

  @Test
  void shows_no_key() {
    assertThat(Credential.of(config).toString()).doesNotContain("hskey");
  }
}
