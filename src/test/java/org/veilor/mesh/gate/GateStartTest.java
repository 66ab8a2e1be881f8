package org.veilor.mesh.gate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gate that cannot be as it was wished does not start, and says which key to change. */
class GateStartTest {
  @Test
  void a_secret_that_cannot_stand_in_an_address_is_refused() {
    assertThatThrownBy(() -> new RunningGate(Map.of("mesh.gate.secret", "short")))
        .hasMessageContaining("mesh.gate.secret")
        .hasMessageNotContaining("short");
    assertThatThrownBy(() -> new RunningGate(Map.of("mesh.gate.secret", "with/slash/in/it/0123")))
        .hasMessageContaining("mesh.gate.secret");
  }

  @Test
  void a_chain_without_hops_is_refused() {
    assertThatThrownBy(() -> new RunningGate(Map.of("mesh.gate.forwarded-for", "chain")))
        .hasMessageContaining("mesh.gate.hops");
  }

  @Test
  void a_port_that_is_taken_is_named() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());
      assertThatThrownBy(() -> new RunningGate(Map.of("mesh.gate.port", port)))
          .hasMessageContaining("mesh.gate.port")
          .hasMessageContaining(port);
    }
  }
}
