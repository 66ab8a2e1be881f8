package org.veilor.mesh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More than the gate reads of one request is refused in words, not cut off. */
class OversizeTest {
  @ParameterizedTest
  @CsvSource({
    "20000, uri",
    "64000, uri",
    "1000000, uri",
    "40000, header",
    "64000, header",
    "1000000, header"
  })
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
}
