package org.veilor.mesh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no HTTP as a proxy speaks it lets nobody in, and is refused with a reason. */
class BadTransportTest {
  private static final String SOURCE = "X-Forwarded-For: 100.64.0.5\r\n";
  private static final String SYS = "X-Forwarded-Host: sys.veilor\r\n";
  private static RunningGate gate;

  @BeforeAll
  static void listens() {
    gate = RunningGate.knowing(Map.of());
  }

  @AfterAll
  static void ends() {
    gate.close();
  }

  @Test
  void peer_32_is_no_proxy() {
    try (var own = RunningGate.knowing(Map.of("mesh.gate.proxies", "192.0.2.1"))) {
      for (var path : new String[] {"/authz/traefik", "/authz/whoami", "/", "/authz/envoy"}) {
        var answer =
            Refusals.refused(
                own,
                Reason.FOREIGN_PEER,
                () -> own.sends(path, RunningGate.traefik(RunningGate.ADMIN, "x.veilor")));
        assertThat(answer.header("Connection")).isEqualToIgnoringCase("close");
      }
    }
  }

  @Test
  void http_36_of_version_1_0_is_answered_as_any_other() {
    for (var host : new String[] {"", "Host: g\r\n"}) {
      var head = "GET /authz/traefik HTTP/1.0\r\n" + host + SOURCE;
      assertThat(RawHttp.once(gate.port(), head + "X-Forwarded-Host: x.veilor\r\n\r\n").status())
          .isEqualTo(200);
      Refusals.refused(
          gate, Reason.NOT_ALLOWED, () -> RawHttp.once(gate.port(), head + SYS + "\r\n"));
    }
  }

  @Test
  void http_36_pipelined_and_on_many_connections_is_answered_in_order() throws Exception {
    for (int churn = 0; churn < 50; churn++) {
      try (var connection = new RawHttp(gate.port())) {
        connection.send(request("x.veilor") + request("sys.veilor") + request("x.veilor"));
        assertThat(connection.answer().status()).isEqualTo(200);
        assertThat(connection.answer().status()).isEqualTo(403);
        assertThat(connection.answer().status()).isEqualTo(200);
      }
    }
  }

  private static String request(String vhost) {
    return "GET /authz/traefik HTTP/1.1\r\n"
        + RunningGate.traefik(RunningGate.GUEST, vhost)
        + "\r\n";
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "space in a header's name      | GET /authz/traefik HTTP/1.1~Host: g~X-Forwarded-For : 100.64.0.7~",
        "space before a header's name  | GET /authz/traefik HTTP/1.1~Host: g~A: b~ X-Forwarded-For: 100.64.0.7~",
        "no name                       | GET /authz/traefik HTTP/1.1~Host: g~: 100.64.0.7~",
        "no colon                      | GET /authz/traefik HTTP/1.1~Host: g~X-Forwarded-For~",
        "NUL in a value                | GET /authz/traefik HTTP/1.1~Host: g~X-Forwarded-For: 100.64.0.7\0~",
        "NUL in a name                 | GET /authz/traefik HTTP/1.1~Host: g~X-Forwarded\0-For: 100.64.0.7~",
        "folded source                 | GET /authz/traefik HTTP/1.1~Host: g~X-Forwarded-For:~ 100.64.0.7~",
        "folded second source          | GET /authz/traefik HTTP/1.1~Host: g~X-Forwarded-For: 100.64.0.5,~ 100.64.0.7~",
        "HTTP/0.9                      | GET /authz/traefik~Host: g~X-Forwarded-For: 100.64.0.5~",
        "no HTTP at all                | SSH-2.0-OpenSSH_9.2~~",
        "TLS                           | \u0016\u0003\u0001\u0002\u0000\u0001~~",
        "CONNECT                       | CONNECT sys.veilor:443 HTTP/1.1~Host: sys.veilor:443~X-Forwarded-For: 100.64.0.5~",
        "two lengths                   | POST /authz/traefik HTTP/1.1~Host: g~Content-Length: 1~Content-Length: 2~X-Forwarded-For: 100.64.0.5~",
        "a length below zero           | POST /authz/traefik HTTP/1.1~Host: g~Content-Length: -1~X-Forwarded-For: 100.64.0.5~",
      })
  void what_is_no_request_gets_nobody_to_sys(String name, String wire) {
    var bytes = wire.replace("~", "\r\n").replace("\\0", "\0") + SYS + "\r\n";
    var answer = RawHttp.once(gate.port(), bytes);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
    assertThat(answer.reason()).isNotEmpty();
  }

  /** Both lengths at once are how one request is smuggled behind another. */
  @Test
  void two_ways_to_say_how_long_a_body_is_smuggle_no_request() throws Exception {
    try (var connection = new RawHttp(gate.port())) {
      connection.send(
          "POST /authz/traefik HTTP/1.1\r\nHost: g\r\n"
              + SOURCE
              + SYS
              + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
      assertThat(connection.answer().status()).isEqualTo(403);
    }
  }

  @Test
  void lines_that_end_without_a_carriage_return_are_refused() {
    var request = "GET /authz/traefik HTTP/1.1\nHost: g\n" + SOURCE + SYS + "\n";
    Refusals.refused(
        gate,
        Reason.UNREADABLE_REQUEST,
        () -> RawHttp.once(gate.port(), request.replace("\r\n", "\n")));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /authz/traefik HTTP/9.9\r\nHost: g\r\nX-Forwarded-For: 100.64.0.5\r\n"
      })
  void version_of_http_that_the_gate_does_not_speak(String bytes) {
    Refusals.refused(
        gate, Reason.UNREADABLE_REQUEST, () -> RawHttp.once(gate.port(), bytes + SYS + "\r\n"));
  }

  @Test
  void chunked_body_is_passed_over() {
    Refusals.refused(
        gate,
        Reason.NOT_ALLOWED,
        () ->
            RawHttp.once(
                gate.port(),
                "POST /authz/traefik HTTP/1.1\r\nHost: g\r\n"
                    + SOURCE
                    + SYS
                    + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"));
  }
}
