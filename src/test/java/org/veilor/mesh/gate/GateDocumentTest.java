package org.veilor.mesh.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What docs/gate.md leaves out, nobody finds at night. */
class GateDocumentTest {
  private final List<String> lines = read();

  @Test
  void every_reason_is_a_row_of_its_table_and_says_what_it_means() {
    for (var reason : Reason.values()) {
      assertThat(lines)
          .as(reason.slug())
          .filteredOn(it -> it.startsWith("| `%s` |".formatted(reason.slug())))
          .singleElement()
          .satisfies(it -> assertThat(it.split("\\|")[2].strip()).isNotEmpty());
    }
  }

  @Test
  void its_last_rows_are_those_with_503() {
    var slugs =
        lines.stream()
            .dropWhile(it -> !it.startsWith("## Every reason"))
            .filter(it -> it.matches("\\| `[a-z_]+` \\|.*"))
            .map(it -> it.replaceFirst("\\| `([a-z_]+)`.*", "$1"))
            .limit(Reason.values().length)
            .toList();
    var unable =
        Arrays.stream(Reason.values()).filter(it -> it.status() == 503).map(Reason::slug).toList();
    assertThat(slugs).endsWith(unable.toArray(String[]::new));
  }

  @Test
  void every_key_is_explained() {
    for (var key : GateConfig.class.getDeclaredMethods()) {
      var name = key.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      assertThat(lines).as(name).anyMatch(it -> it.startsWith("| `") && it.contains("`" + name));
    }
  }

  @Test
  void what_the_self_test_names_is_there() {
    var natted = SeenCaller.words("172.17.0.1", Caller.refused(Reason.SOURCE_NATTED, "172.17.0.1"));
    assertThat(natted).contains("docs/gate.md, \"The address got lost\"");
    assertThat(lines).contains("## The address got lost");
    assertThat(natted.lines().toList().getFirst()).isIn(lines);
  }

  private static List<String> read() {
    try {
      return Files.readAllLines(Path.of("docs/gate.md"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
