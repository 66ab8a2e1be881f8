package org.veilor.mesh.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerAddressTest {
  @TempDir Path folder;

  @Test
  void theRunFileBelowTheCurrentFolderServesUnlessAVariableNamesAnother() throws IOException {
    runFile(folder.resolve(".mesh/run.json"), "http://127.0.0.1:8085");
    Path named = runFile(folder.resolve("elsewhere/run.json"), "http://127.0.0.1:9085");

    assertThat(ServerAddress.find(Map.of(), folder).url())
        .isEqualTo(URI.create("http://127.0.0.1:8085"));
    assertThat(ServerAddress.find(Map.of("MESH_RUN_FILE", named.toString()), folder).url())
        .isEqualTo(URI.create("http://127.0.0.1:9085"));
  }

  @Test
  void aNamedRunFileThatIsNotThereIsNotReplacedByAnother() throws IOException {
    runFile(folder.resolve(".mesh/run.json"), "http://127.0.0.1:8085");
    String named = folder.resolve("none.json").toString();

    assertThatThrownBy(() -> ServerAddress.find(Map.of("MESH_RUN_FILE", named), folder))
        .isInstanceOf(ApiRefusal.class)
        .hasMessageContaining("No server is running");
  }

  @Test
  void aServerElsewhereGoesBeforeTheRunFile() throws IOException {
    Path named = runFile(folder.resolve("run.json"), "http://127.0.0.1:9085");

    var found =
        ServerAddress.find(
            Map.of(
                "MESH_URL", "https://mesh.example",
                "MESH_TOKEN_FILE", folder.resolve("token").toString(),
                "MESH_RUN_FILE", named.toString()),
            folder);

    assertThat(found.url()).isEqualTo(URI.create("https://mesh.example"));
    assertThat(found.token()).isEqualTo("mesh_text");
  }

  private Path runFile(Path file, String url) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "mesh_text\n");
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file, "{\"url\":\"%s\",\"tokenFile\":\"%s\",\"standIn\":false}".formatted(url, token));
  }
}
