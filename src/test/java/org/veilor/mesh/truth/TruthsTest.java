package org.veilor.mesh.truth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.veilor.mesh.tier.Tier;

class TruthsTest {
  private static final String TIERS =
      """
      tiers:
        admin: {reaches: everything}
        infra: {reaches: itself}
        guest: {reaches: allowlist}
      """;
  private static final String HOSTS =
      """
      hosts:
        doorway: {tag: edge, address: 100.64.0.10}
        nullstone: {tag: infra, address: [100.64.0.11, "fd7a:115c:a1e0::b"]}
      """;

  private static Truth good(String yaml) {
    return switch (Truths.read(yaml.getBytes(UTF_8))) {
      case TruthReading.Good it -> it.truth();
      case TruthReading.Bad bad -> throw new AssertionError(bad.faults().toString());
    };
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
            TIERS
                + HOSTS
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

  @Test
  void all_faults_are_told_at_once_in_the_files_order() {
    var yaml =
        TIERS + "services:\n" + "  - {vhost: A.b, on: nowhere, port: 0, tiers: [x]}\n".repeat(30);

    assertThat(Corpus.faults(yaml).lines()).hasSize(50).first().asString().startsWith("6:");
  }

  @Test
  void bytes_that_are_no_text_and_files_that_are_too_large() {
    assertThat(Corpus.faults(new byte[] {'a', ':', '\n', ' ', (byte) 0xC3, '('}))
        .isEqualTo("2:2: here is a byte that is not UTF-8: save the file as UTF-8.\n");
    assertThat(Corpus.faults(new byte[5_000_000]))
        .startsWith("1:1: the file has 5000000 bytes: at most 4 MiB");
  }

  @Test
  void a_billion_laughs_cost_nothing() {
    var bomb =
        "a0: &a0 [x,x]\n"
            + IntStream.range(1, 40)
                .mapToObj(i -> "a%1$d: &a%1$d [*a%2$d,*a%2$d]\n".formatted(i, i - 1))
                .collect(Collectors.joining());
    assertThat(Corpus.faults(bomb)).startsWith("1:5: an anchor");
    assertThat(Corpus.faults("[\n".repeat(100_000))).contains("nested deeper");
  }

  @Test
  void ten_thousand_services_are_read_in_a_second() {
    var yaml =
        TIERS
            + "services:\n"
            + IntStream.range(0, 10_000)
                .mapToObj(i ->
                    "  - vhost: s%d.veilor\n    on: edge\n    port: 443\n    tiers: [guest, infra]\n    note: number %d\n"
                        .formatted(i, i))
                .collect(Collectors.joining());
    good(yaml);
    // The thread's own time: the machine may be busy with other things.
    var thread = ManagementFactory.getThreadMXBean();
    long begin = thread.getCurrentThreadCpuTime();
    assertThat(good(yaml).services()).hasSize(10_000);
    var taken = Duration.ofNanos(thread.getCurrentThreadCpuTime() - begin);
    assertThat(taken).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void a_place_is_told_also_of_what_is_no_text() {
    var unseen = "here is U+%s, which cannot be seen: remove it.\n";
    assertThat(Corpus.faults("tiers: a\u0000b\n")).isEqualTo("1:9: " + unseen.formatted("0000"));
    assertThat(Corpus.faults("a: 1\nä: \u202Eb\n")).isEqualTo("2:4: " + unseen.formatted("202E"));
    assertThat(Corpus.faults("a: \u0085b\n")).isEqualTo("1:4: " + unseen.formatted("0085"));
    assertThat(Corpus.faults("a: \uFFFE\n")).isEqualTo("1:4: " + unseen.formatted("FFFE"));
    assertThat(Corpus.faults("# \uD83D\uDE00 \u0007\n"))
        .isEqualTo("1:5: " + unseen.formatted("0007"));
    var torn = "é".getBytes(UTF_8);
    assertThat(Corpus.faults(new byte[] {torn[0]}))
        .isEqualTo("1:1: here is a byte that is not UTF-8: save the file as UTF-8.\n");
  }

  @Test
  void what_no_person_writes_is_refused_before_it_costs() {
    assertThat(Corpus.faults("a: 1\nb: [" + "1,".repeat(5000) + "]\n"))
        .startsWith("2:1: this line has 10005 characters: write at most 10000");
    assertThat(Corpus.faults("- a\n".repeat(600_000))).contains("too much is in this file");
  }

  @Test
  void a_byte_order_mark_is_no_fault() {
    assertThat(Corpus.faults("\uFEFF" + TIERS)).isEmpty();
  }

  @Test
  void a_note_is_one_line_whatever_it_was() {
    var folded =
        good(TIERS + "hosts:\n  a:\n    tag: edge\n    note: |\n      one\n\n      two\t three\n");

    assertThat(folded.hosts().values().iterator().next().note()).isEqualTo("one two three");
  }

  @Test
  void each_thing_knows_its_line() {
    var truth =
        good(
            TIERS
                + "hosts:\n  a:\n    tag: edge\nservices:\n  - vhost: x.veilor\n    on: edge\n    port: 443\n"
                + "    tiers: [guest]\nzones:\n  lan:\n    addresses: [10.0.0.0/8]\nexpect:\n  - guest reaches a\n");

    assertThat(truth.tiers().get(Tier.INFRA).at()).hasToString("3:11");
    assertThat(truth.hosts().values().iterator().next().at()).hasToString("6:3");
    assertThat(truth.services().getFirst().at()).hasToString("9:5");
    assertThat(truth.zones().getFirst().at()).hasToString("14:3");
    assertThat(truth.expectations().getFirst().at()).hasToString("17:5");
  }
}
