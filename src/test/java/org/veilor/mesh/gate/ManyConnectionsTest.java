package org.veilor.mesh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many and slow ones keep nobody else waiting, and have no memory without end. */
class ManyConnectionsTest {
  private static final int IDLE = 10_000;
  private static final long PER_CONNECTION = 16 * 1024;
  private RunningGate gate;
  private @Nullable Process callers;

  @BeforeEach
  void listens() {
    gate = RunningGate.knowing(Map.of());
  }

  @AfterEach
  void ends() throws IOException {
    if (callers != null) {
      callers.destroyForcibly();
    }
    gate.close();
  }

  @Test
  void answers_beside_10_000_idle_connections_in_bounded_memory() throws IOException {
    var unix =
        (com.sun.management.UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    assertThat(unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount())
        .as("OPEN FILES ARE LIMITED TO %d: ulimit -n 20000", unix.getMaxFileDescriptorCount())
        .isGreaterThan(IDLE + 300);
    gate.asks(RunningGate.GUEST, "x.veilor");
    long before = used();
    long files = unix.getOpenFileDescriptorCount();
    callers =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "target/test-classes",
                IdleCallers.class.getName(),
                String.valueOf(gate.port()),
                String.valueOf(IDLE))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(callers.inputReader().readLine()).isEqualTo("open " + IDLE);
    long begun = System.nanoTime();
    assertThat(gate.asks(RunningGate.GUEST, "x.veilor").status()).isEqualTo(200);
    var took = Duration.ofNanos(System.nanoTime() - begun);
    long each = (used() - before) / IDLE;
    System.out.printf(
        "gate: %d idle connections: %d bytes of heap each, next answer after %d ms%n",
        IDLE, each, took.toMillis());
    assertThat(took).isLessThan(Duration.ofSeconds(2));
    assertThat(each).as("bytes of heap for each").isLessThan(PER_CONNECTION);
    assertThat(unix.getOpenFileDescriptorCount() - files)
        .as("connections that the gate has kept")
        .isGreaterThanOrEqualTo(IDLE);
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void head_that_comes_byte_by_byte_delays_nobody() throws IOException {
    var head =
        "GET /authz/traefik HTTP/1.1\r\n"
            + RunningGate.traefik(RunningGate.GUEST, "sys.veilor")
            + "\r\n";
    try (var slow = new RawHttp(gate.port());
        var quick = new RawHttp(gate.port())) {
      for (int i = 0; i < head.length(); i++) {
        slow.send(head.substring(i, i + 1));
        quick.send(
            "GET /authz/traefik HTTP/1.1\r\n"
                + RunningGate.traefik(RunningGate.GUEST, "x.veilor")
                + "\r\n");
        assertThat(quick.answer().status()).isEqualTo(200);
      }
      assertThat(slow.answer().reason()).isEqualTo("not_allowed");
    }
  }

  @Test
  void pipelined_1_000_are_all_answered_in_order() throws IOException {
    var requests = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      requests
          .append("GET /authz/traefik HTTP/1.1\r\n")
          .append(RunningGate.traefik(RunningGate.GUEST, i % 3 == 0 ? "sys.veilor" : "x.veilor"))
          .append("\r\n");
    }
    try (var connection = new RawHttp(gate.port())) {
      connection.send(requests.toString());
      for (int i = 0; i < 1_000; i++) {
        assertThat(connection.answer().status())
            .as("number %d", i)
            .isEqualTo(i % 3 == 0 ? 403 : 200);
      }
    }
  }

  @Test
  void foreign_connection_that_says_nothing_is_closed_within_seconds() throws IOException {
    try (var own = RunningGate.knowing(Map.of("mesh.gate.proxies", "192.0.2.1"));
        var connection = new RawHttp(own.port())) {
      // Its patience ends after 10 seconds.
      assertThat(connection.answer().status()).as("closed").isZero();
    }
  }
}
