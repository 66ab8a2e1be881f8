package org.veilor.mesh.headscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VersionProbeTest {
  private final MovableClock clock = new MovableClock();
  private final AtomicInteger asked = new AtomicInteger();
  private String version = "v0.29.3";

  private final VersionProbe probe =
      new VersionProbe(
          () -> {
            asked.incrementAndGet();
            return new HeadscaleVersion(version);
          },
          false,
          clock);

  @Test
  void one_answer_serves_for_five_minutes() {
    assertThat(probe.dialect()).isEqualTo(Dialect.GATEWAY);
    version = "v0.30.0";
    clock.advance(Duration.ofMinutes(5));
    assertThat(probe.dialect()).isEqualTo(Dialect.GATEWAY);
    clock.advance(Duration.ofSeconds(1));
    assertThat(probe.dialect()).isEqualTo(Dialect.PROBLEM);
    assertThat(asked).hasValue(2);
  }

  @Test
  void what_was_forgotten_is_asked_again() {
    probe.dialect();
    probe.forget();
    version = "v0.30.0";

    assertThat(probe.dialect()).isEqualTo(Dialect.PROBLEM);
  }

  @Test
  void an_old_one_is_refused_until_soon_after_it_was_upgraded() {
    version = "v0.28.0";
    assertThatThrownBy(probe::dialect)
        .isInstanceOfSatisfying(
            HeadscaleException.class,
            failed ->
                assertThat(failed.failure())
                    .isEqualTo(new HeadscaleFailure.TooOld(new HeadscaleVersion("v0.28.0"))))
        .hasMessageContaining("two machines that race");

    version = "v0.29.3";
    clock.advance(Duration.ofSeconds(11));
    assertThat(probe.dialect()).isEqualTo(Dialect.GATEWAY);
  }

  @Test
  void asking_for_the_version_itself_tells_old_ones_too() {
    version = "v0.28.0";

    assertThat(probe.version()).hasToString("v0.28.0");
  }
}
