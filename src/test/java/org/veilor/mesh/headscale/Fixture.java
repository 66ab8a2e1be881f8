package org.veilor.mesh.headscale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a Headscale of some line answers, as files under {@code src/test/resources/headscale}. */
final class Fixture {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Fixture() {}

  static String text(String line, String name) {
    String path = "/headscale/" + line + "/" + name + ".json";
    try (InputStream file = Fixture.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalArgumentException("no fixture " + path);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static JsonNode json(String line, String name) {
    return json(text(line, name));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
