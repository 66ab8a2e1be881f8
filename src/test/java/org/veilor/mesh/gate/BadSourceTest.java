package org.veilor.mesh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is not plainly the admin's machine does not get sys.veilor. */
class BadSourceTest {
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
  void source_1_is_missing() {
    Refusals.refused(
        gate,
        Reason.NO_SOURCE,
        () -> gate.sends("/authz/traefik", "Host: g\r\nX-Forwarded-Host: sys.veilor\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2 empty                     | ''                        | NO_SOURCE",
        "2 blank                     | '   '                     | NO_SOURCE",
        "3 a letter                  | a                         | NOT_AN_ADDRESS",
        "4 unknown                   | unknown                   | NOT_AN_ADDRESS",
        "6 guest then admin          | 100.64.0.5, 100.64.0.7    | SEVERAL_SOURCES",
        "6 admin then guest          | 100.64.0.7, 100.64.0.5    | SEVERAL_SOURCES",
        "7 trailing comma            | 100.64.0.7,               | SEVERAL_SOURCES",
        "7 leading comma             | ,100.64.0.7               | SEVERAL_SOURCES",
        "8 address and port          | 100.64.0.7:443            | NOT_AN_ADDRESS",
        "9 brackets and port         | [fd7a:115c:a1e0::7]:443   | NOT_AN_ADDRESS",
        "9 brackets                  | [fd7a:115c:a1e0::7]       | NOT_AN_ADDRESS",
        "10 link-local with a zone   | fe80::1%eth0              | NOT_AN_ADDRESS",
        "10 the admin's with a zone  | fd7a:115c:a1e0::7%eth0    | NOT_AN_ADDRESS",
        "10 zone and port            | [fe80::1%eth0]:80         | NOT_AN_ADDRESS",
        "12 hexadecimal              | 0x64.64.0.7               | NOT_AN_ADDRESS",
        "12 short                    | 100.64.7                  | NOT_AN_ADDRESS",
        "12 octal                    | 0144.0100.0.07            | NOT_AN_ADDRESS",
        "12 leading zero             | 100.064.0.7               | NOT_AN_ADDRESS",
        "12 one number               | 1681915911                | NOT_AN_ADDRESS",
        "12 mapped, hexadecimal      | ::ffff:0x64.64.0.7        | NOT_AN_ADDRESS",
        "12 mapped, short            | ::ffff:100.64.7           | NOT_AN_ADDRESS",
        "12 mapped, octal            | ::ffff:0144.0100.0.07     | NOT_AN_ADDRESS",
        "12 mapped, leading zero     | ::ffff:100.064.0.7        | NOT_AN_ADDRESS",
        "12 mapped, octal 8          | ::ffff:100.64.0.08        | NOT_AN_ADDRESS",
        "13 docker's gateway         | 172.17.0.1                | SOURCE_NATTED",
        "13 loopback                 | 127.0.0.1                 | SOURCE_NATTED",
        "13 loopback, IPv6           | ::1                       | SOURCE_NATTED",
        "13 loopback, mapped         | ::ffff:127.0.0.1          | SOURCE_NATTED",
        "13 a pod of k3s             | 10.42.0.9                 | SOURCE_NATTED",
        "13 a pod of flannel         | 10.244.1.9                | SOURCE_NATTED",
        "13 podman's bridge          | 10.88.0.1                 | SOURCE_NATTED",
        "13 the proxy's own machine  | 100.64.0.10               | SOURCE_NATTED",
        "in no node                  | 100.64.0.77               | UNKNOWN_NODE",
        "in no node, IPv6            | fd7a:115c:a1e0::77        | UNKNOWN_NODE",
        "IPv4-compatible             | ::100.64.0.7              | SOURCE_NATTED",
        "NAT64 of the admin's        | 64:ff9b::100.64.0.7       | SOURCE_NATTED",
        "6to4 of the admin's         | 2002:6440:7::             | NOT_ALLOWED",
        "a prefix                    | 100.64.0.7/32             | NOT_AN_ADDRESS",
        "a range                     | 100.64.0.7-7              | NOT_AN_ADDRESS",
        "a wildcard                  | 100.64.0.*                | NOT_AN_ADDRESS",
        "another wildcard            | 100.64.0._                | NOT_AN_ADDRESS",
        "all                         | *                         | NOT_AN_ADDRESS",
        "two addresses, a space      | 100.64.0.7 100.64.0.5     | NOT_AN_ADDRESS",
        "two addresses, a semicolon  | 100.64.0.7;100.64.0.5     | NOT_AN_ADDRESS",
        "quoted                      | \"100.64.0.7\"            | NOT_AN_ADDRESS",
        "as RFC 7239 has it          | for=100.64.0.7            | NOT_AN_ADDRESS",
        "five parts                  | 100.64.0.7.0              | NOT_AN_ADDRESS",
        "a final dot                 | 100.64.0.7.               | NOT_AN_ADDRESS",
        "too big a part              | 100.64.0.263              | NOT_AN_ADDRESS",
        "five digits in a group      | 0fd7a:115c:a1e0::7        | NOT_AN_ADDRESS",
        "two gaps                    | fd7a::a1e0::7             | NOT_AN_ADDRESS",
        "32 digits in one            | fd7a115ca1e000000000000000000007 | NOT_AN_ADDRESS",
        "percent-encoded             | 100%2e64.0.7              | NOT_AN_ADDRESS",
        "a node's name               | onyx                      | NOT_AN_ADDRESS",
      })
  void source_(String name, String source, Reason reason) {
    Refusals.refused(gate, reason, () -> gate.asks(source, "sys.veilor"));
  }

  @ParameterizedTest(name = "control character {0}")
  @ValueSource(ints = {1, 7, 0x0b, 0x0c, 0x1c, 0x1f, 0x7f, 0x85, 0xa0, 0xb2})
  void source_with_what_is_no_digit_around_it_is_not_the_admin(int c) {
    for (var source : List.of((char) c + "100.64.0.7", "100.64.0.7" + (char) c)) {
      var answer = gate.asks(source, "sys.veilor");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.reason()).isIn("not_an_address", "unreadable_request");
    }
  }

  @Test
  void source_5_stands_on_two_lines() {
    for (var other : List.of("100.64.0.5", "100.64.0.7", "")) {
      Refusals.refused(
          gate,
          Reason.SEVERAL_SOURCES,
          () -> gate.asks("100.64.0.7", "sys.veilor", "x-forwarded-for: " + other));
    }
  }

  /** What stands around a header's value is no part of it (RFC 9110, 5.5). */
  @ParameterizedTest(name = "7 white space around: [{0}]")
  @ValueSource(strings = {"100.64.0.5 ", "100.64.0.5\t", " \t100.64.0.5 \t "})
  void source_7_with_white_space_around_it_is_the_same(String source) {
    assertThat(gate.asks(source, "x.veilor").header("X-Mesh-Node")).isEqualTo("phone");
    Refusals.refused(gate, Reason.NOT_ALLOWED, () -> gate.asks(source, "sys.veilor"));
  }

  @ParameterizedTest(name = "11, 14 the same node: {0}")
  @ValueSource(
      strings = {
        "::ffff:100.64.0.5",
        "::FFFF:100.64.0.5",
        "::ffff:6440:5",
        "0:0:0:0:0:ffff:100.64.0.5",
        "FD7A:115C:A1E0::5",
        "fd7a:115c:a1e0:0:0:0:0:5",
        "fd7a:115c:a1e0:0000:0000:0000:0000:0005",
        "fd7a:115c:a1e0::0.0.0.5",
      })
  void source_in_another_form_is_the_same_node(String source) {
    assertThat(gate.asks(source, "x.veilor").header("X-Mesh-Node")).isEqualTo("phone");
    Refusals.refused(gate, Reason.NOT_ALLOWED, () -> gate.asks(source, "sys.veilor"));
  }

  @ParameterizedTest(name = "15 {0}")
  @ValueSource(
      strings = {
        "X-Real-Ip: 100.64.0.7",
        "Forwarded: for=100.64.0.7;host=x.veilor",
        "CF-Connecting-IP: 100.64.0.7",
        "True-Client-IP: 100.64.0.7",
        "Remote-Addr: 100.64.0.7",
        "X_Forwarded_For: 100.64.0.7",
        "X-Forwarded_For: 100.64.0.7",
        "X-Original-Forwarded-For: 100.64.0.7",
        "X-Envoy-External-Address: 100.64.0.7",
        "X-Client-IP: 100.64.0.7",
      })
  void source_15_said_otherwise_in_another_header_counts_for_nothing(String header) {
    Refusals.unchanged(gate, "/authz/traefik", header);
    Refusals.refused(
        gate,
        Reason.NO_SOURCE,
        () ->
            gate.sends(
                "/authz/traefik", "Host: g\r\nX-Forwarded-Host: x.veilor\r\n" + header + "\r\n"));
  }

  @Test
  void source_16_is_of_two_nodes() {
    for (var second : List.of("100.64.0.5", "::ffff:100.64.0.5", "::FFFF:6440:0005")) {
      try (var own = new RunningGate(Map.of())) {
        own.knows(
            List.of(
                RunningGate.node("phone", "alice", List.of("100.64.0.5"), "tag:guest"),
                RunningGate.node("onyx", "root", List.of(second), "tag:admin")));
        for (var source : List.of("100.64.0.5", "::ffff:100.64.0.5", "::ffff:6440:5")) {
          Refusals.refused(own, Reason.AMBIGUOUS_NODE, () -> own.asks(source, "sys.veilor"));
          Refusals.refused(own, Reason.AMBIGUOUS_NODE, () -> own.asks(source, "x.veilor"));
        }
      }
    }
  }

  @ParameterizedTest(name = "tags {0}: sys {1}, x {2}")
  @CsvSource({
    "tag:admin tag:guest,    not_allowed, ''",
    "tag:guest tag:admin,    not_allowed, ''",
    "tag:admin tag:infra,    not_allowed, ''",
    "tag:admin tag:pi,       unknown_tag, unknown_tag",
    "tag:pi tag:admin,       unknown_tag, unknown_tag",
    "tag:ADMIN,              unknown_tag, unknown_tag",
    "admin,                  unknown_tag, unknown_tag",
    "tag:admin tag:edge,     source_natted, source_natted",
    "tag:admin tag:admin,    '', ''",
  })
  void of_several_tags_the_one_with_the_fewest_rights_counts(String tags, String sys, String x) {
    try (var own = new RunningGate(Map.of())) {
      own.knows(List.of(RunningGate.node("n", "u", List.of(RunningGate.GUEST), tags.split(" "))));
      assertThat(own.asks(RunningGate.GUEST, "sys.veilor").reason()).isEqualTo(sys);
      assertThat(own.asks(RunningGate.GUEST, "x.veilor").reason()).isEqualTo(x);
    }
  }

  @Test
  void an_admin_whose_membership_ended_this_moment_is_refused() {
    try (var own = new RunningGate(Map.of())) {
      var ends = Instant.parse("2026-11-25T12:00:00.001Z");
      own.knows(
          List.of(
              new MeshNode(
                  "onyx", "root", List.of("100.64.0.7"), List.of("tag:admin"), Optional.of(ends))));
      assertThat(own.asks("100.64.0.7", "sys.veilor").status()).isEqualTo(200);
      own.later(java.time.Duration.ofMillis(1));
      Refusals.refused(own, Reason.EXPIRED_NODE, () -> own.asks("100.64.0.7", "sys.veilor"));
    }
  }

  @Test
  void a_name_with_line_ends_in_it_breaks_no_header() {
    try (var own = new RunningGate(Map.of())) {
      own.knows(
          List.of(
              RunningGate.node(
                  "a\r\nX-Mesh-Tier: admin",
                  "%0d\u212a\u0000",
                  List.of("100.64.0.5"),
                  "tag:guest")));
      var answer = own.asks("100.64.0.5", "x.veilor");
      assertThat(answer.header("X-Mesh-Node")).isEqualTo("a%0D%0AX-Mesh-Tier:%20admin");
      assertThat(answer.header("X-Mesh-User")).isEqualTo("%250d%E2%84%AA%00");
      assertThat(answer.header("X-Mesh-Tier")).isEqualTo("guest");
    }
  }
}
