package org.veilor.mesh.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.Supplier;

/** A refusal is one only if it has its status, says its reason, is counted, and tells no name. */
final class Refusals {
  private Refusals() {}

  static RawAnswer refused(RunningGate gate, Reason reason, Supplier<RawAnswer> ask) {
    double before = gate.counted(reason);
    var answer = ask.get();
    assertThat(answer.reason()).isEqualTo(reason.slug());
    assertThat(answer.status()).isEqualTo(reason.status()).isNotEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.has("X-Mesh-Node")).isFalse();
    // It is counted once the answer is written.
    await()
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(5))
        .until(() -> gate.counted(reason) > before);
    return answer;
  }

  /** Nothing that is sent beside it changes what the guest gets: x, and not sys. */
  static void unchanged(RunningGate gate, String path, String... more) {
    var opened = gate.sends(path, RunningGate.traefik(RunningGate.GUEST, "x.veilor", more));
    assertThat(opened.status()).isEqualTo(200);
    assertThat(opened.header("X-Mesh-Node")).isEqualTo("phone");
    assertThat(opened.header("X-Mesh-Tier")).isEqualTo("guest");
    refused(
        gate,
        Reason.NOT_ALLOWED,
        () -> gate.sends(path, RunningGate.traefik(RunningGate.GUEST, "sys.veilor", more)));
  }
}
