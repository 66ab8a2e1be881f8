package org.veilor.mesh.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.veilor.mesh.truth.Truth;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;

/** The real Traefik loads what is compiled, every router of it behind the gate. */
class TraefikLoadsIT {
  private static final String TRUTH =
      """
      tiers: {admin: {reaches: everything}, infra: {reaches: itself}, guest: {reaches: allowlist}}
      hosts:
        doorway: {tag: edge, address: 100.64.0.10}
        nullstone: {tag: infra, address: "fd7a:115c:a1e0::b"}
      services:
        - {vhost: x.veilor, on: edge, port: 443, tiers: [guest], backend: "nullstone:3000"}
        - {vhost: plain.veilor, on: edge, port: 80, tiers: [guest], backend: "https://10.0.0.7:8443"}
        - {vhost: odd.veilor, on: edge, port: 8443, tiers: [guest], backend: "127.0.0.1:3001"}
        - {vhost: www.veilor, on: edge, port: 443, public: yes, backend: "127.0.0.1:3002"}
        - {vhost: own.veilor, on: edge, port: 443, tiers: [guest]}
        - {vhost: 1.e3, on: edge, port: 443, tiers: [guest], backend: "127.0.0.1:3003"}
      """;

  @TempDir Path folder;

  @Test
  void with_routers_for_every_vhost_that_has_a_backend() throws Exception {
    var routers = load(truth(TRUTH), 5);

    assertThat(routers.keySet())
        .containsExactly(
            "1.e3@file",
            "odd.veilor@file",
            "plain.veilor@file",
            "www.veilor@file",
            "x.veilor@file");
    assertThat(routers.values())
        .allSatisfy(it -> {
          assertThat(it.path("status").asText()).as(it.toString()).isEqualTo("enabled");
          assertThat(it.path("middlewares").toString()).isEqualTo("[\"no-guest@file\"]");
        });
    assertThat(routers.get("x.veilor@file").path("entryPoints").toString())
        .isEqualTo("[\"websecure\"]");
    assertThat(routers.get("odd.veilor@file").path("using").toString())
        .isEqualTo("[\"port-8443\"]");
    assertThat(routers.get("plain.veilor@file").path("rule").asText())
        .isEqualTo("Host(`plain.veilor`)");
  }

  @Test
  void with_the_gate_alone_if_no_vhost_has_a_backend() throws Exception {
    assertThat(load(truth(Files.readString(Path.of("acl/mesh.yaml"))), 0)).isEmpty();
  }

  private static Truth truth(String yaml) {
    return ((TruthReading.Good) Truths.read(yaml.getBytes(UTF_8))).truth();
  }

  /** Traefik's own view of its routers from the file, by name, once it has as many. */
  private TreeMap<String, JsonNode> load(Truth truth, int wanted) throws Exception {
    var parts = RealParts.with("traefik", "a real Traefik loads what is compiled");
    var acl = Files.createDirectories(folder.resolve("acl"));
    Files.copy(Path.of("acl/traefik/no-guest.yml"), acl.resolve("no-guest.yml"));
    Files.writeString(
        acl.resolve("mesh.yml"), Compiled.of(truth).artefacts().files().get(Artefacts.TRAEFIK));
    int api = freePort();
    Files.writeString(folder.resolve("traefik.yaml"), configuration(api));
    var log = folder.resolve("traefik.log");
    var traefik =
        new ProcessBuilder(
                parts.resolve("traefik").toString(),
                "--configfile=" + folder.resolve("traefik.yaml"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      Awaitility.await("Traefik has the gate and its routers; its log: " + log)
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() ->
              ask(api, "middlewares").containsKey("no-guest@file")
                  && ask(api, "routers").size() == wanted);
      var gate = ask(api, "middlewares").get("no-guest@file");
      assertThat(gate.path("status").asText()).as(gate.toString()).isEqualTo("enabled");
      assertThat(gate.at("/forwardAuth/maxResponseBodySize").asInt()).isEqualTo(8192);
      assertThat(gate.at("/forwardAuth/trustForwardHeader").asBoolean(true)).isFalse();
      assertThat(Files.readAllLines(log))
          .as("Traefik has nothing to say against it")
          .noneMatch(line -> line.contains(" ERR ") || line.contains(" FTL "))
          // One warning is about every Traefik 3.7, whatever it is given.
          .noneMatch(line -> line.contains(" WRN ") && !line.contains("encoded characters"));
      return ask(api, "routers");
    } finally {
      traefik.destroy();
      if (!traefik.waitFor(10, TimeUnit.SECONDS)) {
        traefik.destroyForcibly();
      }
    }
  }

  private static TreeMap<String, JsonNode> ask(int api, String what) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + api + "/api/http/" + what + "?per_page=100"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      var found = new TreeMap<String, JsonNode>();
      for (var it : new JsonMapper().readTree(answer.body())) {
        if (it.path("name").asText().endsWith("@file")) {
          found.put(it.path("name").asText(), it);
        }
      }
      return found;
    }
  }

  private String configuration(int api) throws IOException {
    var points = new StringBuilder();
    for (var point : List.of("web", "websecure", "port-8443", "traefik")) {
      points
          .append("  %s:\n    address: \"127.0.0.1:%d\"\n".formatted(point, portOf(point, api)))
          .append("    http: { aliasHeadersStrategy: delete }\n");
    }
    return """
    global: { checkNewVersion: false, sendAnonymousUsage: false }
    log: { level: INFO, noColor: true }
    entryPoints:
    POINTS
    api: { insecure: true, dashboard: false }
    providers: { file: { directory: FOLDER, watch: true } }
    """
        .replace("POINTS", points)
        .replace("FOLDER", folder.resolve("acl").toString());
  }

  private static int portOf(String point, int api) throws IOException {
    return point.equals("traefik") ? api : freePort();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
