package org.veilor.mesh.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a test run showed, and by which real part. Each call writes one file {@code
 * target/shown/<unique>.json}; the table that closes {@code ./mesh test} is made of them. Call it
 * last in a test: a test that fails has shown nothing.
 */
public final class Shown {
  private static final Path FOLDER = Path.of("target", "shown");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Shown() {}

  /**
   * @param part name and version, asked from the part itself: {@code headscale 0.29.3}
   * @param shown one sentence: {@code a second machine with the same key is refused}
   */
  public static void by(String part, String shown) {
    write(Map.of("part", part, "shown", shown));
  }

  static void not(String part, String what, String why) {
    write(Map.of("part", part, "notShown", what, "because", why));
  }

  private static void write(Map<String, String> words) {
    try {
      Files.createDirectories(FOLDER);
      JSON.writeValue(FOLDER.resolve(UUID.randomUUID() + ".json").toFile(), new TreeMap<>(words));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
