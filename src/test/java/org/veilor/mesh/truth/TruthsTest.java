package org.veilor.mesh.truth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.veilor.mesh.tier.Tier;

class TruthsTest {
  private static Truth good(String yaml) {
    return switch (Truths.read(yaml.getBytes(UTF_8))) {
      case TruthReading.Good it -> it.truth();
      case TruthReading.Bad bad -> throw new AssertionError(bad.faults().toString());
    };
  }

  private static String faults(byte[] yaml) {
    return switch (Truths.read(yaml)) {
      case TruthReading.Good _ -> "none";
      case TruthReading.Bad bad ->
          bad.faults().stream().map(TruthFault::toString).collect(Collectors.joining("\n"));
    };
  }

  private static String faults(String yaml) {
    return faults(yaml.getBytes(UTF_8));
  }

  @Test
  void the_truth_that_is_shipped_holds_what_it_says() throws IOException {
    var truth = good(Files.readString(Path.of("acl/mesh.yaml")));

    assertThat(truth.services()).extracting(Service::name).containsExactly("x.veilor");
    assertThat(truth.services().getFirst().tiers()).contains(Tier.GUEST);
    assertThat(truth.services().getFirst().port()).isEqualTo(443);
    assertThat(truth.edges()).extracting(Host::name).containsExactly("doorway");
    assertThat(truth.expectations()).hasSizeGreaterThan(3);
  }

  @Test
  void a_service_of_each_kind_is_read() {
    var truth =
        good(
            BadTruths.TIERS
                + BadTruths.HOSTS
                + """
                services:
                  - {vhost: x.veilor, on: edge, port: 443, tiers: [guest], backend: "nullstone:3000", public: yes}
                  - {name: dns, on: nullstone, port: "53", protocol: udp, tiers: [guest, infra], note: names}
                zones:
                  lan: {addresses: [192.168.1.0/24, "2001:db8::/32", 10.0.0.5], may-use: [x.veilor]}
                expect:
                  - lan reaches x.veilor:443
                  - guest cannot reach [fd7a:115c:a1e0::b]:22/tcp
                """);

    assertThat(truth.services().get(0).backend())
        .contains(new Service.Backend("http", "nullstone", 3000));
    assertThat(truth.services().get(0).isPublic()).isTrue();
    assertThat(truth.services().get(1))
        .extracting(Service::protocol, Service::port, Service::on, Service::note)
        .containsExactly(Service.Protocol.UDP, 53, new Service.On.Machine("nullstone"), "names");
    assertThat(truth.zones().getFirst().addresses())
        .containsExactly("192.168.1.0/24", "2001:db8::/32", "10.0.0.5/32");
    assertThat(truth.expectations().get(1).what())
        .isEqualTo(new Expectation.What.OfAddress("fd7a:115c:a1e0::b"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.veilor.mesh.truth.BadTruths#all")
  void a_fault_says_where_which_field_and_what_to_write(String what, String yaml, String fault) {
    var pattern =
        Stream.of(fault.replace("\\*", "\u0001").split("\\*", -1))
            .map(it -> java.util.regex.Pattern.quote(it.replace("\u0001", "*")))
            .collect(Collectors.joining("(?s:.*)"));
    assertThat(faults(yaml)).matches(pattern);
  }

  @Test
  void all_faults_are_told_at_once_in_the_files_order() {
    var yaml =
        BadTruths.TIERS
            + "services:\n"
            + "  - {vhost: A.b, on: nowhere, port: 0, tiers: [x]}\n".repeat(30);

    assertThat(faults(yaml).lines()).hasSize(50).first().asString().startsWith("6:");
  }

  @Test
  void bytes_that_are_no_text_and_files_that_are_too_large() {
    assertThat(faults(new byte[] {'a', ':', '\n', ' ', (byte) 0xC3, '('}))
        .isEqualTo("2:2: here is a byte that is not UTF-8: save the file as UTF-8.");
    assertThat(faults(new byte[5_000_000]))
        .startsWith("1:1: the file has 5000000 bytes: at most 4 MiB");
  }

  @Test
  void a_billion_laughs_cost_nothing() {
    var bomb =
        "a0: &a0 [x,x]\n"
            + IntStream.range(1, 40)
                .mapToObj(i -> "a%1$d: &a%1$d [*a%2$d,*a%2$d]\n".formatted(i, i - 1))
                .collect(Collectors.joining());
    assertThat(faults(bomb)).startsWith("1:5: an anchor");
    assertThat(faults("[".repeat(100_000))).contains("nested deeper");
  }

  @Test
  void ten_thousand_services_are_read_in_a_second() {
    var yaml =
        BadTruths.TIERS
            + "services:\n"
            + IntStream.range(0, 10_000)
                .mapToObj(i ->
                    "  - vhost: s%d.veilor\n    on: edge\n    port: 443\n    tiers: [guest, infra]\n    note: number %d\n"
                        .formatted(i, i))
                .collect(Collectors.joining());
    good(yaml);
    long begin = System.nanoTime();
    assertThat(good(yaml).services()).hasSize(10_000);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
  }
}
