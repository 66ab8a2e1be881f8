package org.veilor.mesh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guest may send as a name: nothing that a router may read as sys is read as x. */
class BadVhostTest {
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
  void vhost_17_is_missing() {
    Refusals.refused(
        gate,
        Reason.NO_VHOST,
        () -> gate.sends("/authz/traefik", "Host: x.veilor\r\nX-Forwarded-For: 100.64.0.5\r\n"));
  }

  @Test
  void vhost_stands_on_two_lines() {
    Refusals.refused(
        gate,
        Reason.SEVERAL_VHOSTS,
        () -> gate.asks("100.64.0.5", "x.veilor", "X-Forwarded-Host: sys.veilor"));
  }

  /** Even whom everything is open to is told the same: it is the name that is refused. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "17 empty                  | ''                     | NO_VHOST",
        "19 two final dots         | x.veilor..             | NOT_A_VHOST",
        "19 only a dot             | .                      | NOT_A_VHOST",
        "19 leading dot            | .x.veilor              | NOT_A_VHOST",
        "19 two dots inside        | x..veilor              | NOT_A_VHOST",
        "20 port 0443              | x.veilor:0443          | NOT_A_VHOST",
        "20 port 99999             | x.veilor:99999         | NOT_A_VHOST",
        "20 port 65536             | x.veilor:65536         | NOT_A_VHOST",
        "20 port 0                 | x.veilor:0             | NOT_A_VHOST",
        "20 empty port             | x.veilor:              | NOT_A_VHOST",
        "20 signed port            | x.veilor:+443          | NOT_A_VHOST",
        "20 two ports              | x.veilor:443:443       | NOT_A_VHOST",
        "20 a dot behind the port  | x.veilor:443.          | NOT_A_VHOST",
        "20 only a port            | :443                   | NOT_A_VHOST",
        "21 a name as port         | x.veilor:80.sys.veilor | NOT_A_VHOST",
        "22 user before            | a@x.veilor             | NOT_A_VHOST",
        "22 name before            | x.veilor@sys           | NOT_A_VHOST",
        "22 the other before       | sys.veilor@x.veilor    | NOT_A_VHOST",
        "23 IPv4                   | 100.64.0.10            | NOT_A_VHOST",
        "23 IPv4 with port         | 100.64.0.10:443        | NOT_A_VHOST",
        "23 IPv4 as a number       | 1681915914             | NOT_A_VHOST",
        "23 hexadecimal            | 0x6440000a             | NOT_A_VHOST",
        "23 IPv6                   | [::1]                  | NOT_A_VHOST",
        "23 IPv6 with port         | [::1]:443              | NOT_A_VHOST",
        "23 IPv6 without brackets  | ::1                    | NOT_A_VHOST",
        "24 prefix of letters      | evilx.veilor           | UNKNOWN_VHOST",
        "24 suffix                 | x.veilor.evil.com      | UNKNOWN_VHOST",
        "24 doubled letter         | xx.veilor              | UNKNOWN_VHOST",
        "24 a label before         | a.x.veilor             | UNKNOWN_VHOST",
        "24 the domain alone       | veilor                 | UNKNOWN_VHOST",
        "24 the label alone        | x                      | UNKNOWN_VHOST",
        "25 wildcard               | *.veilor               | NOT_A_VHOST",
        "25 only a star            | *                      | NOT_A_VHOST",
        "a list                    | x.veilor, sys.veilor   | NOT_A_VHOST",
        "a list without space      | x.veilor,sys.veilor    | NOT_A_VHOST",
        "two, a space              | x.veilor sys.veilor    | NOT_A_VHOST",
        "a path                    | x.veilor/sys           | NOT_A_VHOST",
        "backslash                 | x.veilor\\sys.veilor   | NOT_A_VHOST",
        "a query                   | x.veilor?sys           | NOT_A_VHOST",
        "a fragment                | x.veilor#sys           | NOT_A_VHOST",
        "a semicolon               | x.veilor;sys           | NOT_A_VHOST",
        "percent-encoded dot       | x%2eveilor             | NOT_A_VHOST",
        "percent-encoded NUL       | x.veilor%00            | NOT_A_VHOST",
        "quoted                    | \"x.veilor\"           | NOT_A_VHOST",
        "a URL                     | https://x.veilor       | NOT_A_VHOST",
        "underscore                | x_.veilor              | NOT_A_VHOST",
        "hyphen first              | -x.veilor              | NOT_A_VHOST",
        "hyphen last               | x-.veilor              | NOT_A_VHOST",
        "punycode                  | xn--x-0ga.veilor       | UNKNOWN_VHOST",
      })
  void vhost_(String name, String vhost, Reason reason) {
    Refusals.refused(gate, reason, () -> gate.asks(RunningGate.GUEST, vhost));
    Refusals.refused(gate, reason, () -> gate.asks(RunningGate.ADMIN, vhost));
  }

  @ParameterizedTest(name = "18, 19, 20 as sys: {0}")
  @ValueSource(
      strings = {
        "SYS.Veilor",
        "sys.veilor.",
        "sys.veilor:443",
        "sys.veilor:8443",
        "SYS.VEILOR.:443"
      })
  void vhost_in_another_form_is_the_same_vhost(String vhost) {
    assertThat(gate.asks(RunningGate.ADMIN, vhost).status()).isEqualTo(200);
    Refusals.refused(gate, Reason.NOT_ALLOWED, () -> gate.asks(RunningGate.GUEST, vhost));
  }

  @Test
  void vhost_26_is_longer_than_a_name_may_be() {
    for (var vhost :
        new String[] {
          "a.".repeat(123) + "x.veilor", "a".repeat(64) + ".veilor", "x.veilor" + ".".repeat(8000)
        }) {
      Refusals.refused(gate, Reason.NOT_A_VHOST, () -> gate.asks(RunningGate.GUEST, vhost));
    }
    var longest = "a.".repeat(122) + "xy.veilor";
    assertThat(longest).hasSize(253);
    Refusals.refused(gate, Reason.UNKNOWN_VHOST, () -> gate.asks(RunningGate.GUEST, longest));
  }

  /** The Kelvin sign is a k in lower case, the long s an S in upper case. */
  @ParameterizedTest(name = "look-alike {0}")
  @ValueSource(
      strings = {
        "\u212a.veilor",
        "\u017fys.veilor",
        "ve\u0131lor",
        "ve\u0130lor",
        "x\uff0eveilor",
        "x\u3002veilor",
        "x.veilor\u00ad",
        "x.veilor\u0085",
        "\ufeffx.veilor"
      })
  void vhost_that_looks_like_another(String vhost) {
    for (var charset : new java.nio.charset.Charset[] {StandardCharsets.UTF_8}) {
      var wire = new String(vhost.getBytes(charset), StandardCharsets.ISO_8859_1);
      var answer = gate.asks(RunningGate.ADMIN, wire);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.reason()).isIn("not_a_vhost", "unreadable_request");
    }
    assertThat(gate.gate.wouldDecide(RunningGate.ADMIN, vhost).reason())
        .isEqualTo(Reason.NOT_A_VHOST);
  }
}
