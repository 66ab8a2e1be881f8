package org.veilor.mesh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All that a client can say besides its address and the name decides nothing, either way. */
class BadRequestTest {
  private static final String SECRET = "correct-horse-battery";
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
  void method_27_and_all_else_that_traefik_adds_may_be_missing() {
    var lines = "Host: g\r\nX-Forwarded-For: 100.64.0.5\r\nX-Forwarded-Host: ";
    assertThat(gate.sends("/authz/traefik", lines + "x.veilor\r\n").status()).isEqualTo(200);
    Refusals.refused(
        gate, Reason.NOT_ALLOWED, () -> gate.sends("/authz/traefik", lines + "sys.veilor\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "X-Forwarded-Method: get",
        "X-Forwarded-Method: BREW",
        "X-Forwarded-Method: CONNECT",
        "X-Forwarded-Method: OPTIONS\r\nOrigin: https://sys.veilor",
        "X-HTTP-Method-Override: DELETE",
        "X-Forwarded-Proto: ws",
        "X-Forwarded-Proto: wss",
        "X-Forwarded-Proto: javascript:",
        "X-Forwarded-Proto: HTTPS",
        "X-Forwarded-Uri: https://sys.veilor/",
        "X-Forwarded-Uri: //sys.veilor/",
        "X-Forwarded-Uri: /../sys",
        "X-Forwarded-Uri: /%2f%2e%2e",
        "X-Forwarded-Uri: /;vhost=x.veilor",
        "X-Forwarded-Uri: /#frag",
        "X-Forwarded-Uri: ?",
        "X-Original-URL: https://x.veilor/",
        "X-Original-Host: x.veilor",
        "X-Forwarded-Server: x.veilor",
        "X-Forwarded-Prefix: /authz/whoami",
        "X-Mesh-Node: onyx\r\nX-Mesh-Tier: admin\r\nX-Mesh-User: root",
        "X_Mesh_Node: onyx\r\nX_Mesh_Tier: admin",
        "X-Mesh-Role: admin\r\nRemote-User: root",
        "Connection: X-Forwarded-For",
        "Connection: keep-alive, X-Forwarded-For, X-Forwarded-Host",
        "User-Agent: kube-probe/1.31",
        "User-Agent: GoogleHC/1.0",
        "Cookie: \u0001=;;=\";=",
        "Cookie: session=%00%ff",
        "Authorization: Basic !!!",
        "Authorization: Bearer",
        "Authorization: \t",
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA",
        "Expect: 100-continue",
      })
  void items_27_to_38_decide_nothing(String header) {
    if (header.contains("\u0001")) {
      // Either it is passed over, or the request is refused as a whole.
      var answer = gate.asks(RunningGate.GUEST, "sys.veilor", header);
      assertThat(answer.status()).isEqualTo(403);
      return;
    }
    Refusals.unchanged(gate, "/authz/traefik", header);
  }

  @Test
  void uri_31_of_14_kB_decides_nothing() {
    Refusals.unchanged(gate, "/authz/traefik", "X-Forwarded-Uri: /" + "a".repeat(14_000));
  }

  @ParameterizedTest(name = "35 {0}")
  @ValueSource(
      strings = {
        "?vhost=x.veilor",
        "?policy=allow",
        "?role=admin&tier=admin",
        "?",
        "?/vhost/x.veilor",
        "?x=://y/authz/whoami",
        "?#/vhost/x.veilor"
      })
  void query_35_selects_nothing(String query) {
    Refusals.unchanged(gate, "/authz/traefik" + query);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"HEAD", "POST", "OPTIONS", "PUT", "DELETE", "BREW", "get"})
  void method_28_of_the_request_itself_decides_nothing(String method) {
    for (var vhost : List.of("x.veilor", "sys.veilor")) {
      var request =
          method
              + " /authz/traefik HTTP/1.1\r\n"
              + RunningGate.traefik(RunningGate.GUEST, vhost, "Connection: close")
              + "Content-Length: 0\r\n\r\n";
      assertThat(statusOf(request)).isEqualTo(vhost.equals("x.veilor") ? 200 : 403);
    }
  }

  /** An answer to HEAD says a length and has no body: only the first line is read. */
  private static int statusOf(String request) {
    if (!request.startsWith("HEAD")) {
      return RawHttp.once(gate.port(), request).status();
    }
    try (var socket = new java.net.Socket("127.0.0.1", gate.port())) {
      socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes());
      return Integer.parseInt(answer.split(" ")[1]);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "//authz/traefik, UNKNOWN_PATH",
    "/authz/traefik/, UNKNOWN_PATH",
    "/authz/%74raefik, UNKNOWN_PATH",
    "/authz/Traefik, UNKNOWN_PATH",
    "/authz/traefik;x, UNKNOWN_PATH",
    "/authz/./traefik, UNKNOWN_PATH",
    "/authz/x/../traefik, UNKNOWN_PATH",
    "/authz//traefik, UNKNOWN_PATH",
    "/authz//authz/traefik, UNKNOWN_PATH",
    "/authz, UNKNOWN_PATH",
    "/authz/, UNKNOWN_PATH",
    "/authz/traefik#, UNKNOWN_PATH",
    "/authz/traefik#/vhost/x.veilor, UNKNOWN_PATH",
    "/, UNKNOWN_PATH",
    "traefik, UNKNOWN_PATH",
    "*, UNKNOWN_PATH",
    "/authz/envoyX, UNKNOWN_PATH",
    "/authz/envoy*, UNKNOWN_PATH",
    "/authz/traefik/vhost/, UNKNOWN_PATH",
    "/authz/traefik/vhost/X.veilor, UNKNOWN_PATH",
    "/authz/traefik/vhost/x.veilor., UNKNOWN_PATH",
    "/authz/traefik/vhost/x.veilor:443, UNKNOWN_PATH",
    "/authz/traefik/vhost/x%2eveilor, UNKNOWN_PATH",
    "/authz/traefik/vhost/.., UNKNOWN_PATH",
    "/authz/traefik/vhost/../x.veilor, UNKNOWN_PATH",
    "/authz/traefik/vhost/x.veilor/, UNKNOWN_PATH",
    "/authz/traefik/vhost/x.veilor/vhost/y.veilor, UNKNOWN_PATH",
    "/authz/vhost/x.veilor/traefik, UNKNOWN_PATH",
    "/authz/vhost/x.veilor, UNKNOWN_PATH",
    "/authz/vhost/x.veilor/envoyX, UNKNOWN_PATH",
    "/authz/traefik/vhost/nothing.veilor, UNKNOWN_VHOST",
    "/authz/traefik/vhost/sys.veilor, NOT_ALLOWED",
    "/authz/vhost/sys.veilor/envoy/x, NOT_ALLOWED",
  })
  void path_that_the_gate_does_not_have(String path, Reason reason) {
    Refusals.refused(
        gate, reason, () -> gate.sends(path, RunningGate.traefik(RunningGate.GUEST, "x.veilor")));
  }

  @ParameterizedTest(name = "Envoy, the client asks for {0}")
  @ValueSource(
      strings = {
        "",
        "/",
        "/vhost/x.veilor",
        "/../vhost/x.veilor/envoy",
        "/../whoami",
        "//",
        "/%2e%2e/traefik"
      })
  void what_a_client_asks_envoy_for_pins_nothing(String path) {
    var lines = "X-Forwarded-For: 100.64.0.5\r\nX-Forwarded-Host: x.veilor\r\nHost: ";
    Refusals.refused(
        gate,
        Reason.NOT_ALLOWED,
        () -> gate.sends("/authz/envoy" + path, lines + "sys.veilor\r\n"));
    assertThat(gate.sends("/authz/envoy" + path, lines + "x.veilor\r\n").status()).isEqualTo(200);
  }

  @Test
  void absolute_form_of_the_request_line_decides_nothing() {
    Refusals.unchanged(gate, "http://x.veilor/authz/traefik");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/authz/traefik",
    "/authz//traefik",
    "/authz/correct-horse-batter/traefik",
    "/authz/correct-horse-battery1/traefik",
    "/authz/CORRECT-HORSE-BATTERY/traefik",
    "/authz/correct-horse-battery",
    "/authz/whoami",
    "/correct-horse-battery/traefik",
    "/authz/correct%2Dhorse-battery/traefik"
  })
  void secret_is_missing_or_another(String path) {
    try (var own = RunningGate.knowing(Map.of("mesh.gate.secret", SECRET))) {
      Refusals.refused(
          own,
          Reason.WRONG_SECRET,
          () -> own.sends(path, RunningGate.traefik(RunningGate.ADMIN, "x.veilor")));
    }
  }

  @Test
  void secret_opens_the_gates_addresses_and_no_others() {
    try (var own = RunningGate.knowing(Map.of("mesh.gate.secret", SECRET))) {
      var base = "/authz/" + SECRET;
      Refusals.unchanged(own, base + "/traefik");
      for (var path : List.of("//authz/traefik", "/" + SECRET + "/traefik", "/", "/x")) {
        Refusals.refused(
            own,
            Reason.UNKNOWN_PATH,
            () -> own.sends(base + path, RunningGate.traefik(RunningGate.ADMIN, "x.veilor")));
      }
    }
  }
}
