package org.veilor.mesh.truth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes: an answer, soon, and at most 50 faults that are safe to print. */
class HostileFileTest {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final int FULL = 4 << 20;

  @Property(tries = 2000)
  void any_bytes_are_answered(@ForAll @Size(max = 400) byte[] bytes) {
    assertAnswered(bytes, SOON);
  }

  @Property(tries = 500)
  void a_truth_with_a_slip_of_the_hand_is_answered(
      @ForAll("truths") Truth truth,
      @ForAll @IntRange(max = 5000) int at,
      @ForAll @IntRange(max = 4) int lost,
      @ForAll("slips") String slip) {
    var yaml = AnyTruth.yaml(truth);
    int from = at % yaml.length();
    int to = Math.min(yaml.length(), from + lost);

    assertAnswered((yaml.substring(0, from) + slip + yaml.substring(to)).getBytes(UTF_8), SOON);
  }

  /** As large as a file may be, and made to cost; the machine may be busy. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("largest")
  void the_largest_file_is_answered(String what, String yaml) {
    assertAnswered(yaml.getBytes(UTF_8), Duration.ofSeconds(5));
  }

  static Stream<Arguments> largest() {
    var tiers =
        "tiers: {admin: {reaches: itself}, infra: {reaches: itself}, guest: {reaches: allowlist}}\n";
    return Stream.of(
        arguments("short items", full(tiers + "services: [", "1,", "1]")),
        arguments("empty items", full(tiers + "services: [", "{},", "1]")),
        arguments("items on lines", full(tiers + "services:\n", "- a\n", "")),
        arguments("keys", numbered("k%d: 1\n")),
        arguments("wrong words", full(hosts(tiers) + "services:\n", "- {name: a, on: h12x}\n", "")),
        arguments("expectations", full(hosts(tiers) + "expect:\n", "- gest reaches h12x\n", "")),
        arguments("wrong tiers", full(tiers + "services:\n- {tiers: [", "x,", "x]}\n")),
        arguments("opened brackets", "[".repeat(FULL)),
        arguments("items on lines, in brackets", full(tiers + "services: [", "1,\n ", "1]")),
        arguments("words on lines", full("a\n", "b\n", "")),
        arguments("one word", "a".repeat(FULL)),
        arguments("one quote", "\"" + "a ".repeat(FULL / 2 - 1)),
        arguments("one comment", "#".repeat(FULL)),
        arguments("one long key", "? " + "a".repeat(FULL - 10) + "\n: 1\n"),
        arguments("line ends", "\n".repeat(FULL)),
        arguments("colons", ": ".repeat(FULL / 2)),
        arguments("hyphens", "- ".repeat(FULL / 2)),
        arguments("question marks", "? ".repeat(FULL / 2)),
        arguments("exclamation marks", "!".repeat(FULL)),
        arguments("percent signs", "%a\n".repeat(FULL / 3)),
        arguments("tabs", "\t".repeat(FULL)));
  }

  private static String hosts(String tiers) {
    return tiers
        + "hosts:\n"
        + IntStream.range(0, 900)
            .mapToObj("  h%d: {tag: infra}\n"::formatted)
            .collect(Collectors.joining());
  }

  private static String full(String begin, String part, String end) {
    return begin + part.repeat((FULL - begin.length() - end.length()) / part.length()) + end;
  }

  private static String numbered(String form) {
    var text = new StringBuilder();
    for (int i = 0; text.length() < FULL - 40; i++) {
      text.append(form.formatted(i));
    }
    return text.toString();
  }

  private static void assertAnswered(byte[] bytes, Duration atMost) {
    var reading = assertTimeout(atMost, () -> Truths.read(bytes));
    if (reading instanceof TruthReading.Bad(_, var faults)) {
      assertThat(faults).hasSizeBetween(1, 50);
      assertThat(faults)
          .allMatch(fault -> Unseen.in(fault.toString()).isEmpty())
          .noneMatch(fault -> fault.toString().contains("\n"));
    }
  }

  @Provide
  static Arbitrary<Truth> truths() {
    return AnyTruth.truths();
  }

  @Provide
  static Arbitrary<String> slips() {
    return Arbitraries.of(
        "", ":", " ", "\n", "\t", "'", "\"", "[", "}", "- ", "&a ", "*a ", "!", "#", "{}", "[]",
        "~", "\r", "\u0000", "ü", "|", "<<: ", "? ");
  }
}
