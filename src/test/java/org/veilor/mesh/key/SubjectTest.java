package org.veilor.mesh.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.veilor.mesh.ops.Problem;

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
        "al\ud800ice"
      })
  void refuses_characters_that_cannot_be_seen(String name) {
    assertRefused(name, "cannot be seen");
  }

  @Test
  void counts_characters_not_code_units() {
    assertThat(Subject.of("🦊".repeat(128)).text()).hasSize(256);
    assertRefused("a".repeat(300), "has 300 characters: use at most 128");
  }

  private static void assertRefused(String name, String why) {
    assertThatThrownBy(() -> Subject.of(name))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("subject ")
        .hasMessageContaining(why);
  }
}
