package org.veilor.mesh.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDiffTest {
  private static final int MANY = 30_000;

  private static String lines(String word) {
    return IntStream.range(0, MANY).mapToObj(it -> word + it + "\n").collect(Collectors.joining());
  }

  @Test
  void what_differs_stands_with_three_lines_around_it() {
    assertThat(TextDiff.unified("a\nb\nc\nd\ne\n", "a\nb\nc\nd\nf\n"))
        .isEqualTo("--- before\n+++ after\n@@ -2,4 +2,4 @@\n b\n c\n d\n-e\n+f\n");
    assertThat(TextDiff.unified("a\r\n", "a\n")).isEmpty();
  }

  @Test
  void two_long_texts_with_nothing_in_common_do_not_keep_anybody_waiting() {
    var diff =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> TextDiff.unified(lines("a"), lines("b")));

    assertThat(diff)
        .startsWith("--- before\n+++ after\n@@ -1,%1$d +1,%1$d @@\n-a0\n".formatted(MANY));
    assertThat(diff.lines().filter(it -> it.startsWith("+b"))).hasSize(MANY);
  }

  @Test
  void one_line_in_a_long_text_is_one_line() {
    assertThat(TextDiff.unified(lines("a"), lines("a").replace("a77\n", "b\n")))
        .isEqualTo(
            "--- before\n+++ after\n@@ -75,7 +75,7 @@\n a74\n a75\n a76\n-a77\n+b\n a78\n a79\n a80\n");
  }
}
