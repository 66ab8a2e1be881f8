package org.veilor.mesh.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the server is and with what token to speak to it: {@code MESH_URL} and {@code
 * MESH_TOKEN_FILE}, or what {@code ./mesh up} wrote down: in the file that {@code MESH_RUN_FILE}
 * names, or without that in {@code .mesh/run.json} below the current folder.
 *
 * @param tokenFile where the token stands, for a sentence about it
 */
record ServerAddress(URI url, String token, String tokenFile) {
  private static final String REMEDY =
      "Start it with ./mesh up, or set MESH_URL and MESH_TOKEN_FILE for a server elsewhere.";

  static ServerAddress find(Map<String, String> environment, Path folder) {
    var url = environment.get("MESH_URL");
    var tokenFile = environment.get("MESH_TOKEN_FILE");
    if (url != null && tokenFile != null) {
      return new ServerAddress(
          ServerUrl.read("MESH_URL", url), TokenFile.read(tokenFile), tokenFile);
    }
    if (url != null || tokenFile != null) {
      throw ApiRefusal.usage("MESH_URL and MESH_TOKEN_FILE go together: set both or neither.");
    }
    return fromRunFile(folder.resolve(environment.getOrDefault("MESH_RUN_FILE", ".mesh/run.json")));
  }

  private static ServerAddress fromRunFile(Path file) {
    if (!Files.exists(file)) {
      throw ApiRefusal.unreachable("No server is running here. " + REMEDY);
    }
    try {
      var run = new ObjectMapper().readTree(file.toFile());
      var tokenFile = text(run, "tokenFile");
      return new ServerAddress(
          URI.create(text(run, "url")), Files.readString(Path.of(tokenFile)).strip(), tokenFile);
    } catch (IOException | IllegalArgumentException e) {
      throw ApiRefusal.unreachable(file + " cannot be read. " + REMEDY);
    }
  }

  private static String text(JsonNode run, String member) {
    var value = run.path(member).asText("");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(member);
    }
    return value;
  }

  /** The address of a path of the API, below the path that the server's own address has. */
  URI at(String path) {
    return URI.create(url.toString().replaceFirst("/+$", "") + path);
  }

  @Override
  public String toString() {
    return "ServerAddress[" + url + "]";
  }
}
