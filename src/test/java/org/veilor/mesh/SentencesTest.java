package org.veilor.mesh;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a person reads is written in one place: two would drift apart. */
class SentencesTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)+)\"");
  private static final int WORDS_OF_A_SENTENCE = 5;

  @Test
  void no_sentence_stands_in_two_files() throws IOException {
    Map<String, Set<Path>> places;
    try (Stream<Path> files = Files.walk(MAIN)) {
      places =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(SentencesTest::sentences)
              .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet())));
    }

    assertThat(places).as("sentences").hasSizeGreaterThan(50);
    assertThat(places.entrySet()).filteredOn(it -> it.getValue().size() > 1).isEmpty();
  }

  private static Stream<Map.Entry<String, Path>> sentences(Path file) {
    try {
      var joined = Files.readString(file).replaceAll("\"\\s*\\n\\s*\\+ \"", "");
      return LITERAL
          .matcher(joined)
          .results()
          .map(it -> it.group(1))
          .filter(text -> text.strip().split(" ").length >= WORDS_OF_A_SENTENCE)
          .map(text -> Map.entry(text, MAIN.relativize(file)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
