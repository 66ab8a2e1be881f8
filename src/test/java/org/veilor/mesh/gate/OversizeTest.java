package org.veilor.mesh.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More than the gate reads of one request is refused in words, not cut off. */
class OversizeTest {
  @ParameterizedTest
  @CsvSource({"20000, uri", "64000, uri", "40000, header", "64000, header"})
  void what_is_too_long_is_refused_with_its_reason(int bytes, String where) {
    try (var gate = RunningGate.knowing(Map.of())) {
      var filling = "a".repeat(bytes);
      var answer =
          where.equals("uri")
              ? gate.sends(
                  "/authz/traefik?" + filling, RunningGate.traefik(RunningGate.ADMIN, "sys.veilor"))
              : gate.asks(RunningGate.ADMIN, "sys.veilor", "X-Forwarded-Uri: /" + filling);

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.reason()).isEqualTo("unreadable_request");
      assertThat(gate.counted(Reason.UNREADABLE_REQUEST)).isEqualTo(1);
    }
  }

  /**
   * Of so much the server may close while the caller still sends; then the kernel resets the
   * connection, and the answer with it, now and then. A proxy that reads no answer lets nobody in.
   */
  @Test
  void a_megabyte_is_refused_and_counted_even_if_nobody_reads_the_answer() {
    try (var gate = RunningGate.knowing(Map.of())) {
      try {
        var uri = "X-Forwarded-Uri: /" + "a".repeat(1_000_000);
        assertThat(gate.asks(RunningGate.ADMIN, "sys.veilor", uri).reason())
            .isIn("unreadable_request", "");
      } catch (UncheckedIOException reset) {
        assertThat(reset).hasRootCauseInstanceOf(SocketException.class);
      }
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> gate.counted(Reason.UNREADABLE_REQUEST) == 1);
    }
  }
}
