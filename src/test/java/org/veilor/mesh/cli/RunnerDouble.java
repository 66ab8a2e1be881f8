package org.veilor.mesh.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Does with a job's steps what a forge's runner does: puts in what stands in {@code ${{ }}}, and
 * runs each script in the checkout until one fails. Git, shell and the commands are real; what
 * listens in place of forge and server only takes down what it is sent.
 */
final class RunnerDouble implements AutoCloseable {
  static final String TOKEN = "token-of-the-job";
  static final String MESH_TOKEN = "mesh_token-that-publishes";
  private static final String PUBLISHED =
      """
      {"number": 8, "state": "in-force", "author": "gitops", "reason": "r", "changed": true,
       "truthHash": "t", "policyHash": "p", "openedAt": "2026-11-25T10:00:00Z", "reach": []}
      """;

  private final HttpServer listener;
  private final Path checkout;
  final List<Call> calls = new CopyOnWriteArrayList<>();

  /**
   * @param path with method, as {@code POST /api/v1/...}
   */
  record Call(String path, String authorization, String body) {}

  /**
   * @param failed the name of the step that did, empty for none
   */
  record Ended(String failed, int code, String said) {}

  RunnerDouble(Path checkout) throws IOException {
    this.checkout = checkout;
    listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.createContext(
        "/",
        exchange -> {
          calls.add(
              new Call(
                  exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          var answer = PUBLISHED.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    listener.start();
  }

  /** The commands as they are compiled, without the build that the launcher would do first. */
  static void putMesh(Path into) throws IOException {
    var mesh = into.resolve("mesh");
    Files.writeString(
        mesh,
        "#!/bin/sh\nexec '%s/bin/java' -XX:TieredStopAtLevel=1 -Djava.util.logging.manager=org.jboss.logmanager.LogManager -cp '%s' org.veilor.mesh.cli.Mesh \"$@\"\n"
            .formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));
    if (!mesh.toFile().setExecutable(true)) {
      throw new AssertionError(mesh + " cannot be made executable");
    }
  }

  Ended run(String job, Map<String, String> github) throws IOException {
    for (var step : PolicyWorkflow.read().steps(job)) {
      if (!step.script().isEmpty()) {
        var process = new ProcessBuilder("bash", "-e", "-c", step.script());
        process.directory(checkout.toFile()).redirectErrorStream(true);
        process.environment().putAll(gitAlone());
        step.environment()
            .forEach((name, value) -> process.environment().put(name, filledIn(value, github)));
        var ended = end(process);
        if (ended.code() != 0) {
          return new Ended(step.name(), ended.code(), ended.said());
        }
      }
    }
    return new Ended("", 0, "");
  }

  private String filledIn(String value, Map<String, String> github) {
    var filled = value;
    var known = new java.util.HashMap<>(github);
    known.put("github.token", TOKEN);
    known.put("github.server_url", url());
    known.put("github.repository", "veilor/mesh");
    known.put("secrets.MESH_TOKEN", MESH_TOKEN);
    known.put("vars.MESH_URL", url());
    for (var each : known.entrySet()) {
      filled = filled.replace("${{ " + each.getKey() + " }}", each.getValue());
    }
    if (filled.contains("${{")) {
      throw new AssertionError("nobody knows " + filled);
    }
    return filled;
  }

  private String url() {
    return "http://127.0.0.1:" + listener.getAddress().getPort();
  }

  static String git(Path in, String... words) throws IOException {
    var argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(words));
    var process = new ProcessBuilder(argv).directory(in.toFile()).redirectErrorStream(true);
    process.environment().putAll(gitAlone());
    var ended = end(process);
    if (ended.code() != 0) {
      throw new AssertionError(argv + ": " + ended.said());
    }
    return ended.said().strip();
  }

  private static Map<String, String> gitAlone() {
    return Map.of(
        "GIT_CONFIG_GLOBAL", "/dev/null",
        "GIT_CONFIG_NOSYSTEM", "1",
        "GIT_AUTHOR_NAME", "onyx",
        "GIT_AUTHOR_EMAIL", "onyx@example.org",
        "GIT_COMMITTER_NAME", "onyx",
        "GIT_COMMITTER_EMAIL", "onyx@example.org");
  }

  private static Ended end(ProcessBuilder builder) throws IOException {
    var process = builder.start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("not done within a minute: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return new Ended("", process.exitValue(), said);
  }

  /** What the repository has below {@code acl}. */
  static void copyAcl(Path into) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("acl"))) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> {
            try {
              Files.createDirectories(into.resolve(file).getParent());
              Files.copy(file, into.resolve(file));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  @Override
  public void close() {
    listener.stop(0);
  }
}
