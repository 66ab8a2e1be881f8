package org.veilor.mesh.headscale;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@QuarkusTest
class HeadscaleStartTest {
  @RegisterExtension final FakeHeadscale fake = new FakeHeadscale();

  @Test
  void a_headscale_that_is_too_old_stops_the_start_and_says_why() {
    fake.answersVersion("v0.28.3");

    assertThatThrownBy(() -> look(fake.config()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Headscale v0.28.3 is too old")
        .hasMessageContaining("Upgrade it to 0.29.3");
  }

  @Test
  void one_that_does_not_tell_its_version_does_too_unless_that_is_allowed() {
    fake.answersVersion("dev");

    assertThatThrownBy(() -> look(fake.config()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("accept-unknown-version");
    assertThatNoException().isThrownBy(() -> look(fake.config().acceptingUnknownVersion()));
  }

  @Test
  void one_that_is_not_there_does_not() {
    TestConfig config = fake.config();
    fake.stop();

    assertThatNoException().isThrownBy(() -> look(config));
  }

  @Test
  void one_that_is_silent_holds_the_start_up_for_some_seconds_at_most() {
    fake.wireMock()
        .stubFor(get("/version").willReturn(FakeHeadscale.json(200, "{}").withFixedDelay(9_000)));
    long begun = System.nanoTime();

    assertThatNoException().isThrownBy(() -> look(fake.config()));

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }

  private static void look(TestConfig config) {
    Headscale headscale = config.connect().itself();
    new HeadscaleStart(config, () -> headscale).look(headscale);
  }
}
