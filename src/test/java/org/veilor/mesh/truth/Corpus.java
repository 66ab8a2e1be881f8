package org.veilor.mesh.truth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Files for the reader. Each begins with {@code head.yaml}, nine lines, but for those that are
 * called whole; a bad one is followed by {@code ---} and all its faults.
 */
final class Corpus {
  static final String BEGIN = "=== ";
  static final Path BAD = Path.of("src/test/resources/truth/bad.txt");
  private static final Path GOOD = BAD.resolveSibling("good.txt");
  private static final Path HEAD = BAD.resolveSibling("head.yaml");
  private static final String WHOLE = "whole: ";
  private static final String FAULTS = "---\n";

  private Corpus() {}

  record Example(String name, String written, String yaml, String faults) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Example> bad() {
    return read(BAD);
  }

  static List<Example> good() {
    return read(GOOD);
  }

  static String faults(byte[] yaml) {
    return switch (Truths.read(yaml)) {
      case TruthReading.Good _ -> "";
      case TruthReading.Bad bad ->
          bad.faults().stream().map(fault -> fault + "\n").collect(Collectors.joining());
    };
  }

  static String faults(String yaml) {
    return faults(yaml.getBytes(UTF_8));
  }

  private static List<Example> read(Path file) {
    try {
      var head = Files.readString(HEAD);
      var examples = new ArrayList<Example>();
      for (var part : Files.readString(file).substring(BEGIN.length()).split("\n" + BEGIN)) {
        int line = part.indexOf('\n');
        var name = part.substring(0, line);
        var rest = part.substring(line + 1) + (part.endsWith("\n") ? "" : "\n");
        // A file may have a line of three hyphens itself.
        int faults = ("\n" + rest).lastIndexOf("\n" + FAULTS);
        var yaml = faults < 0 ? rest : rest.substring(0, faults);
        examples.add(
            new Example(
                name.replace(WHOLE, ""),
                name,
                name.startsWith(WHOLE) ? yaml : head + yaml,
                faults < 0 ? "" : rest.substring(faults + FAULTS.length())));
      }
      return examples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
