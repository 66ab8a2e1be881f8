package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.LabExtension;
import org.veilor.mesh.lab.Shown;
import org.veilor.mesh.support.FakeTime;

/** The server's clock is set back while it runs; Headscale's is not. */
@ExtendWith(LabExtension.class)
class ClockIT {
  @TempDir Path folder;

  @Test
  void an_hour_back_ends_minting_with_a_clear_problem_and_loses_nothing(Lab lab)
      throws IOException {
    var time = FakeTime.in(folder);
    var server = lab.server();
    server.restart(Map.of("mesh.key.sweep-every", "PT1S"), time.environment());
    var keys = new KeyCalls(server);
    var before = keys.mints("guest", "before the change");

    time.setBack(Duration.ofHours(1));
    var refused = keys.asksFor("guest", "after the change");

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(KeyCalls.problem(refused)).isEqualTo("clock-skew");
    assertThat(KeyCalls.json(refused).path("detail").asText()).contains("36", "NTP");
    assertThat(keys.live("after the change")).isEmpty();
    assertThat(keys.shows(before).path("state").asText()).isEqualTo("LIVE");
    assertThat(lab.machine("unhurried").joins(KeyCalls.text(before)).tags())
        .containsExactly("tag:guest");

    time.setRight();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> keys.shows(before).path("state").asText().equals("USED"));
    assertThat(keys.mints("guest", "after the change").path("state").asText()).isEqualTo("LIVE");
    Shown.by("libfaketime", "a clock set back an hour: minting is refused, live keys stay");
  }
}
