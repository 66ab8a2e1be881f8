package org.veilor.mesh.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets what, asked as Traefik asks, on the wire. */
class GateDecidesTest {
  private static RunningGate gate;

  @BeforeAll
  static void listens() {
    gate = RunningGate.knowing(Map.of());
  }

  @AfterAll
  static void ends() {
    gate.close();
  }

  @ParameterizedTest
  @CsvSource({
    "100.64.0.5, x.veilor, 200, ''",
    "100.64.0.5, sys.veilor, 403, not_allowed",
    "100.64.0.5, nothing.veilor, 403, unknown_vhost",
    "100.64.0.5, www.veilor, 200, ''",
    "100.64.0.5, cams.veilor, 403, not_allowed",
    "fd7a:115c:a1e0::5, x.veilor, 200, ''",
    "fd7a:115c:a1e0::5, sys.veilor, 403, not_allowed",
    "100.64.0.7, x.veilor, 200, ''",
    "100.64.0.7, sys.veilor, 200, ''",
    "100.64.0.7, nothing.veilor, 403, unknown_vhost",
    "100.64.0.9, x.veilor, 200, ''",
    "100.64.0.9, sys.veilor, 403, not_allowed",
    "100.64.0.10, www.veilor, 403, source_natted",
    "100.64.0.99, www.veilor, 403, unknown_node",
    "192.168.7.20, cams.veilor, 200, ''",
    "192.168.7.20, www.veilor, 200, ''",
    "192.168.7.20, x.veilor, 403, not_allowed",
    "192.168.8.20, www.veilor, 403, source_natted",
    "8.8.8.8, www.veilor, 200, ''",
    "8.8.8.8, cams.veilor, 403, not_allowed",
    "8.8.8.8, x.veilor, 403, not_allowed",
  })
  void each_gets_what_was_opened_to_them(String source, String vhost, int status, String reason) {
    var answer = gate.asks(source, vhost);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.reason()).isEqualTo(reason);
  }

  @Test
  void an_allowed_request_is_told_who_it_is() {
    var answer = gate.asks(RunningGate.GUEST, "x.veilor");

    assertThat(answer.header("X-Mesh-Node")).isEqualTo("phone");
    assertThat(answer.header("X-Mesh-Tier")).isEqualTo("guest");
    assertThat(answer.header("X-Mesh-User")).isEqualTo("alice");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void an_identity_header_of_which_nothing_is_known_is_there_and_empty() {
    var answer = gate.asks(RunningGate.STRANGER, "www.veilor");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.has("X-Mesh-Node")).isTrue();
    assertThat(answer.header("X-Mesh-Node")).isEmpty();
    assertThat(answer.has("X-Mesh-User")).isTrue();
    assertThat(answer.header("X-Mesh-Tier")).isEqualTo("public");
  }

  @Test
  void a_browser_that_is_refused_gets_a_page_that_says_whom_to_ask() {
    var page = gate.asks(RunningGate.GUEST, "sys.veilor", "Accept: text/html,*/*");

    assertThat(page.status()).isEqualTo(403);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body())
        .contains("not opened to the machine", "Ask whoever gave you your key", "not_allowed");
    assertThat(page.body().length()).isLessThan(8192);
  }

  @Test
  void the_same_connection_is_asked_anew_for_each_vhost() throws Exception {
    try (var connection = new RawHttp(gate.port())) {
      for (int i = 0; i < 3; i++) {
        connection.send(
            "GET /authz/traefik HTTP/1.1\r\n"
                + RunningGate.traefik("100.64.0.5", "x.veilor")
                + "\r\n");
        assertThat(connection.answer().status()).isEqualTo(200);
        connection.send(
            "GET /authz/traefik HTTP/1.1\r\n"
                + RunningGate.traefik("100.64.0.5", "sys.veilor")
                + "\r\n");
        assertThat(connection.answer().status()).isEqualTo(403);
      }
    }
  }

  @Test
  void who_lost_its_tag_is_refused_from_the_next_snapshot_on() {
    try (var own = RunningGate.knowing(Map.of())) {
      assertThat(own.asks(RunningGate.GUEST, "x.veilor").status()).isEqualTo(200);
      own.knows(List.of(RunningGate.node("phone", "alice", List.of(RunningGate.GUEST))));
      assertThat(own.asks(RunningGate.GUEST, "x.veilor").reason()).isEqualTo("no_tag");
      own.knows(List.of());
      assertThat(own.asks(RunningGate.GUEST, "x.veilor").reason()).isEqualTo("unknown_node");
    }
  }

  @Test
  void what_is_too_old_is_gone_by_for_admins_longer_than_for_guests_and_for_nobody_forever() {
    try (var own = RunningGate.knowing(Map.of())) {
      own.later(Duration.ofMinutes(2));
      assertThat(own.asks(RunningGate.GUEST, "x.veilor").status()).isEqualTo(200);
      own.later(Duration.ofSeconds(1));
      var stale = own.asks(RunningGate.GUEST, "x.veilor");
      assertThat(stale.status()).isEqualTo(503);
      assertThat(stale.reason()).isEqualTo("stale");
      assertThat(own.asks(RunningGate.STRANGER, "www.veilor").reason()).isEqualTo("stale");
      // Who has joined since is not told that they are nobody.
      assertThat(own.asks("100.64.0.99", "x.veilor").reason()).isEqualTo("stale");
      assertThat(own.asks(RunningGate.ADMIN, "sys.veilor").status()).isEqualTo(200);
      own.later(Duration.ofMinutes(14));
      assertThat(own.asks(RunningGate.ADMIN, "sys.veilor").reason()).isEqualTo("stale");
      own.later(Duration.ofHours(-24));
      assertThat(own.asks(RunningGate.ADMIN, "sys.veilor").reason()).isEqualTo("stale");
    }
  }

  @Test
  void before_it_knows_anything_it_lets_nobody_in() {
    try (var own = new RunningGate(Map.of())) {
      var answer = own.asks(RunningGate.ADMIN, "x.veilor");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.reason()).isEqualTo("not_ready");
    }
  }

  @Test
  void who_is_no_proxy_is_refused_whatever_they_send() {
    try (var own = RunningGate.knowing(Map.of("mesh.gate.proxies", "192.0.2.1"))) {
      var answer = own.asks(RunningGate.ADMIN, "x.veilor");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.reason()).isEqualTo("foreign_peer");
    }
  }

  @Test
  void the_self_test_tells_what_is_seen_and_lets_nobody_in() {
    var answer = gate.sends("/authz/whoami", RunningGate.traefik(RunningGate.GUEST, "x.veilor"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .contains("100.64.0.5", "the machine phone, tier guest", "your address survived");
  }

  @Test
  void all_are_counted_and_one_in_sixteen_is_timed() {
    try (var own = RunningGate.knowing(Map.of())) {
      for (int i = 0; i < 33; i++) {
        own.asks(RunningGate.GUEST, "sys.veilor");
      }
      var timer = own.meters.find("mesh.gate.decision.duration").timer();
      // The last is counted once its answer is written.
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> own.counted(Reason.NOT_ALLOWED) == 33 && timer.count() >= 3);
      // Each event loop times the first of its own.
      assertThat(timer.count())
          .isLessThanOrEqualTo(2L + Runtime.getRuntime().availableProcessors());
    }
  }
}
