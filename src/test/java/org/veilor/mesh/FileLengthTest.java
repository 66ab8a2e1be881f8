package org.veilor.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Small files are the first thing that a reader notices. */
class FileLengthTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final Path TEST = Path.of("src/test/java");

  @Test
  void noFileIsLongerThan300Lines() throws IOException {
    Map<Path, Integer> tooLong = lengths(MAIN);
    tooLong.putAll(lengths(TEST));
    tooLong.values().removeIf(lines -> lines <= 300);
    assertThat(tooLong).isEmpty();
  }

  @Test
  void halfOfTheFilesHaveAtMost60LinesAndNineOfTen150() throws IOException {
    List<Integer> sorted = lengths(MAIN).values().stream().sorted().toList();
    assertThat(sorted).isNotEmpty();
    assertThat(sorted.get(sorted.size() / 2)).as("median").isLessThanOrEqualTo(60);
    assertThat(sorted.get(sorted.size() * 9 / 10)).as("p90").isLessThanOrEqualTo(150);
  }

  @Test
  void everyPackageSaysWhatItIsForAndIsNullMarked() throws IOException {
    for (Path file : lengths(MAIN).keySet()) {
      Path info = file.resolveSibling("package-info.java");
      assertThat(info).exists();
      assertThat(Files.readString(info)).as(info.toString()).contains("@NullMarked", "/**");
    }
  }

  private static Map<Path, Integer> lengths(Path root) throws IOException {
    Map<Path, Integer> lengths = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        lengths.put(file, Files.readAllLines(file).size());
      }
    }
    return lengths;
  }
}
