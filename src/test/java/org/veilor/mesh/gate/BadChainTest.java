package org.veilor.mesh.gate;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With proxies before the proxy: what a client wrote to the left of them makes nobody an admin. */
class BadChainTest {
  private static RunningGate gate;

  @BeforeAll
  static void listens() {
    gate =
        RunningGate.knowing(
            Map.of(
                "mesh.gate.forwarded-for", "chain", "mesh.gate.hops", "10.9.0.0/24,fd00:9::/64"));
  }

  @AfterAll
  static void ends() {
    gate.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "the guest alone            | 100.64.0.5                          | NOT_ALLOWED",
        "a forged admin on the left | 100.64.0.7, 100.64.0.5              | NOT_ALLOWED",
        "forged, then a hop         | 100.64.0.7, 100.64.0.5, 10.9.0.1    | NOT_ALLOWED",
        "forged hop on the left     | 10.9.0.1, 100.64.0.7, 100.64.0.5    | NOT_ALLOWED",
        "a hop in IPv6              | 100.64.0.7,100.64.0.5,fd00:9::1     | NOT_ALLOWED",
        "a mapped hop               | 100.64.0.7,100.64.0.5,::ffff:10.9.0.1 | NOT_ALLOWED",
        "words on the left          | evil, 100.64.0.5                    | NOT_ALLOWED",
        "hops only                  | 10.9.0.1, 10.9.0.2                  | SOURCE_NATTED",
        "empty entry on the right   | 100.64.0.7,                         | NOT_AN_ADDRESS",
        "blank entry on the right   | '100.64.0.7, ,10.9.0.1'             | NOT_AN_ADDRESS",
        "commas only                | ,,                                  | NOT_AN_ADDRESS",
        "empty before a hop         | ',10.9.0.1'                         | NOT_AN_ADDRESS",
        "a port on the caller       | 100.64.0.7:1, 10.9.0.1              | NOT_AN_ADDRESS",
        "a port on a hop            | 100.64.0.7, 10.9.0.1:1              | NOT_AN_ADDRESS",
        "short form of a hop        | 100.64.0.7, 10.9.1                  | NOT_AN_ADDRESS",
        "mapped octal of a hop      | 100.64.0.7, ::ffff:012.9.0.1        | NOT_AN_ADDRESS",
        "mapped hexadecimal caller  | ::ffff:0x64.64.0.7, 10.9.0.1        | NOT_AN_ADDRESS",
      })
  void guest_stays_guest(String name, String source, Reason reason) {
    Refusals.refused(gate, reason, () -> gate.asks(source, "sys.veilor"));
  }

  @ParameterizedTest(name = "white space: [{0}]")
  @CsvSource({
    "'100.64.0.7,\t10.9.0.1'",
    "'100.64.0.7 ,  10.9.0.1'",
    "'evil,100.64.0.7,10.9.0.1,10.9.0.2'"
  })
  void admin_behind_hops_is_the_admin(String source) {
    org.assertj.core.api.Assertions.assertThat(gate.asks(source, "sys.veilor").status())
        .isEqualTo(200);
  }
}
