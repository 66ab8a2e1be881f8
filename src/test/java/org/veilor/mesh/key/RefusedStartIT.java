package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.veilor.mesh.lab.Lab;
import org.veilor.mesh.lab.LabExtension;

/** Settings with which the sweep would do harm, or not what it says, stop the start. */
@ExtendWith(LabExtension.class)
class RefusedStartIT {
  @Test
  void a_lease_shorter_than_headscales_time_outs(Lab lab) {
    assertThat(lab.server().refusesToStart(Map.of("mesh.key.lease", "PT20S")))
        .contains("mesh.key.lease is PT20S, but a call to Headscale may take PT24S");
  }

  @Test
  void a_sweep_more_often_than_the_scheduler_can(Lab lab) {
    assertThat(lab.server().refusesToStart(Map.of("mesh.key.sweep-every", "PT0.2S")))
        .contains("mesh.key.sweep-every must be longer than or equal to 1 second");
  }

  @Test
  void a_key_that_there_is_no_more(Lab lab) {
    assertThat(lab.server().refusesToStart(Map.of("mesh.headscale.stand-in", "true")))
        .containsPattern(
            "Unknown key mesh\\.headscale\\.stand-in \\(\\S+server\\.properties:\\d+\\)");
  }
}
