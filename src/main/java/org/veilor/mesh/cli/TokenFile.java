package org.veilor.mesh.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The file that {@code MESH_TOKEN_FILE} names. What it holds is never printed. */
final class TokenFile {
  private TokenFile() {}

  static String read(String name) {
    if (name.isBlank()) {
      throw ApiRefusal.usage("MESH_TOKEN_FILE is empty: name the file that holds the API token.");
    }
    String token;
    try {
      token = Files.readString(Path.of(name)).strip();
    } catch (IOException | InvalidPathException e) {
      throw ApiRefusal.usage("MESH_TOKEN_FILE names %s, which cannot be read.".formatted(name));
    }
    if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw ApiRefusal.usage(
          "MESH_TOKEN_FILE names %s, which must hold one API token, mesh_..., and nothing else."
              .formatted(name));
    }
    return token;
  }
}
