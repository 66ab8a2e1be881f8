package org.veilor.mesh.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {

  @ParameterizedTest
  @ValueSource(strings = {"alice", "@alice@misskey.example", "Алиса", "ありす", "a b", "🦊", "x"})
  void takes_names_of_any_script(String name) {
    assertThat(Subject.of(name).text()).isEqualTo(name);
  }

  @Test
  void two_spellings_of_one_name_are_one_subject() {
    assertThat(Subject.of("Jose\u0301")).isEqualTo(Subject.of("Jos\u00e9"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "'   '|is empty",
        "' alice'|begins or ends with a space",
        "'alice '|begins or ends with a space",
        "'\u00a0\u202f\u3000'|is empty",
        "'\u00a0alice'|begins or ends with a space",
        "'\ufffdei'|was lost on its way: send UTF-8",
        "'wei\ufffd\ufffd'|was lost on its way: send UTF-8",
      })
  void refuses_what_is_not_a_name(String name, String why) {
    assertRefused(name, why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "al\u0000ice",
        "al\nice",
        "al\u001bice",
        "al\u202eice",
        "al\u200bice",
        "al\u2028ice",
        "al\ud800ice",
        "\u3164",
        "\u2800",
        "\u115f",
        "\u1160",
        "\uffa0",
        "al\u034fice",
        "al\u17b4ice",
        "al\u180bice",
        "al\ufe0fice",
        "al\udb40\udd00ice"
      })
  void refuses_characters_that_cannot_be_seen(String name) {
    assertRefused(name, "cannot be seen");
  }

  @Test
  void counts_characters_not_code_units() {
    assertThat(Subject.of("🦊".repeat(128)).text()).hasSize(256);
    assertRefused("a".repeat(300), "has 300 characters: use at most 128");
  }

  @Test
  void a_flood_of_combining_marks_is_refused_before_it_is_composed() {
    // Composing this many takes seconds: the square of their number.
    var flood = "a" + "\u0301\u0316".repeat(60_000);
    assertTimeoutPreemptively(
        Duration.ofMillis(500),
        () -> assertRefused(flood, "has 120001 characters: use at most 128"));
  }

  @Test
  void a_name_that_is_short_once_composed_is_taken() {
    assertThat(Subject.of("e\u0302\u0301".repeat(128)).text()).isEqualTo("\u1ebf".repeat(128));
  }

  private static void assertRefused(String name, String why) {
    assertThatThrownBy(() -> Subject.of(name))
        .isInstanceOf(NotASubject.class)
        .hasMessageStartingWith("subject ")
        .hasMessageContaining(why);
  }
}
