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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "mesh.example",
        "localhost:8085",
        "ftp://mesh.example",
        "http://mesh.example:x",
        "http://mesh.example:99999",
        "http://mesh.example:0",
        "http://",
        "https:/mesh",
        "http://u:p@h",
        "http://mesh.example/?a=b",
        "http://[::1",
        "file:///tmp/x",
        "http://a b"
      })
  void anAddressThatIsNoneIsRefusedByTheVariablesName(String url) throws IOException {
    var token = Files.writeString(folder.resolve("token"), "mesh_text");
    assertUsage(Map.of("MESH_URL", url, "MESH_TOKEN_FILE", token.toString()), "MESH_URL ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mesh_a\nmesh_b", "", "\n", "mesh_a b", "mesh_\u00fc"})
  void aTokenFileThatHoldsSomethingElseIsRefusedByTheVariablesName(String held) throws IOException {
    var token = Files.writeString(folder.resolve("token"), held);
    assertUsage(
        Map.of("MESH_URL", "http://mesh.example", "MESH_TOKEN_FILE", token.toString()),
        "MESH_TOKEN_FILE ");
  }

  @Test
  void aTokenFileThatIsNotThereAndOneVariableAloneAreRefused() {
    assertUsage(Map.of("MESH_URL", "http://h", "MESH_TOKEN_FILE", "none"), "MESH_TOKEN_FILE ");
    assertUsage(Map.of("MESH_URL", "http://h", "MESH_TOKEN_FILE", ""), "MESH_TOKEN_FILE ");
    assertUsage(Map.of("MESH_URL", "http://h"), "MESH_URL and MESH_TOKEN_FILE ");
  }

  @Test
  void aPathInTheAddressIsKept() throws IOException {
    var token = Files.writeString(folder.resolve("token"), "mesh_text");
    for (var url : new String[] {"https://mesh.example/a/b", "https://mesh.example/a/b/"}) {
      var found =
          ServerAddress.find(Map.of("MESH_URL", url, "MESH_TOKEN_FILE", token.toString()), folder);
      assertThat(found.at("/api/v1/keys?limit=1"))
          .isEqualTo(URI.create("https://mesh.example/a/b/api/v1/keys?limit=1"));
    }
  }

  private void assertUsage(Map<String, String> environment, String begins) {
    assertThatThrownBy(() -> ServerAddress.find(environment, folder))
        .isInstanceOfSatisfying(
            ApiRefusal.class,
            refusal -> {
              assertThat(refusal.exitCode()).isEqualTo(2);
              assertThat(refusal.words()).startsWith(begins).doesNotContain("mesh_a");
            });
  }

  private Path runFile(Path file, String url) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "mesh_text\n");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "{\"url\":\"%s\",\"tokenFile\":\"%s\"}".formatted(url, token));
  }
}
