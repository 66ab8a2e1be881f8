package org.veilor.mesh.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Line, column, field and sentence of every fault, to the letter. What a change does to them shows
 * in a diff: rewrite the file with {@code -Dtruth.write=true}, and read it.
 */
class BadTruthTest {
  static List<Corpus.Example> bad() {
    return Corpus.bad();
  }

  static List<Corpus.Example> good() {
    return Corpus.good();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void each_fault_is_told_with_its_place_its_field_and_what_to_write(Corpus.Example example) {
    assertThat(example.faults()).isNotBlank();
    assertThat(Corpus.faults(example.yaml())).isEqualTo(example.faults());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void what_is_right_is_read(Corpus.Example example) {
    assertThat(Corpus.faults(example.yaml())).isEmpty();
  }

  @Test
  void the_page_shows_faults_and_examples_as_they_are() throws IOException {
    var page = Files.readString(Path.of("docs/mesh-yaml.md"));
    var real = Corpus.bad().stream().flatMap(it -> it.faults().lines()).toList();
    assertThat(page.lines().filter(line -> line.matches("[0-9]+:[0-9]+: .*")))
        .hasSizeGreaterThan(5)
        .isSubsetOf(real);

    var head = Files.readString(Corpus.BAD.resolveSibling("head.yaml"));
    var examples = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL).matcher(page);
    var yaml = examples.results().map(it -> it.group(1)).toList();
    assertThat(yaml).hasSize(3);
    assertThat(Corpus.faults(head + yaml.get(0) + yaml.get(2))).isEmpty();
    assertThat(Corpus.faults(head + yaml.get(1))).isEmpty();
  }

  @Test
  void the_file_is_rewritten_when_somebody_asks_for_it() throws IOException {
    if (!Boolean.getBoolean("truth.write")) {
      return;
    }
    var text = new StringBuilder();
    var head = Files.readString(Corpus.BAD.resolveSibling("head.yaml"));
    for (var it : Corpus.bad()) {
      var own = it.written().equals(it.name()) ? it.yaml().substring(head.length()) : it.yaml();
      text.append(Corpus.BEGIN).append(it.written()).append('\n').append(own).append("---\n");
      text.append(Corpus.faults(it.yaml()));
    }
    Files.writeString(Corpus.BAD, text);
  }
}
