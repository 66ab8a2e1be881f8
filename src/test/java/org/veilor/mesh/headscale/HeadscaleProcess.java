package org.veilor.mesh.headscale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.veilor.mesh.lab.CheapApiKey;

/** A real Headscale in a folder, on loopback, and real clients of it in userspace. */
public final class HeadscaleProcess implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path binaries;
  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final String url;
  private final String apiKey;

  /** Where the binaries are: {@code MESH_PARTS_BIN}, as system property or in the environment. */
  public static Optional<Path> binaries() {
    return Optional.ofNullable(
            System.getProperty("MESH_PARTS_BIN", System.getenv("MESH_PARTS_BIN")))
        .map(Path::of)
        .filter(bin -> Files.isExecutable(bin.resolve("headscale")));
  }

  public HeadscaleProcess(Path binaries, Path folder) {
    this.binaries = binaries;
    this.folder = folder;
    int port = freePort();
    this.url = "http://127.0.0.1:" + port;
    Path config = folder.resolve("config.yaml");
    write(config, config(port));
    start(Map.of(), "headscale", "serve", "-c", config.toString());
    Awaitility.await("Headscale is up")
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> raw("GET", "/health", null).statusCode() == 200);
    this.apiKey = run("headscale", "-c", config.toString(), "apikeys", "create").strip();
    CheapApiKey.in(folder.resolve("db.sqlite"), apiKey);
  }

  String url() {
    return url;
  }

  String apiKey() {
    return apiKey;
  }

  /** One request, as no client of ours would shape it. */
  public HttpResponse<String> raw(String method, String path, String body) {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, publisher);
    if (apiKey != null) {
      request.header("Authorization", "Bearer " + apiKey);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  /**
   * A machine without a network interface of its own joins with the key.
   *
   * @param options more of {@code tailscale up}
   */
  public void joins(String name, String key, String... options) {
    Path state = folder.resolve(name);
    Path socket = socketOf(name);
    createFolder(state);
    start(
        Map.of("TS_DEBUG_USE_DERP_HTTP", "true"),
        "tailscaled",
        "--tun=userspace-networking",
        "--statedir=" + state,
        "--socket=" + socket,
        "--port=0",
        "--no-logs-no-support");
    Awaitility.await("tailscaled is up")
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.exists(socket));
    List<String> up =
        new ArrayList<>(
            List.of(
                "tailscale",
                "--socket=" + socket,
                "up",
                "--login-server=" + url,
                "--authkey=" + key,
                "--hostname=" + name,
                "--accept-dns=false",
                "--timeout=30s"));
    up.addAll(List.of(options));
    run(up.toArray(String[]::new));
  }

  /** What a machine that joined was told last of the mesh: JSON, its packet filter in it. */
  public String netmap(String name) {
    return run("tailscale", "--socket=" + socketOf(name), "debug", "netmap");
  }

  private Path socketOf(String name) {
    return folder.resolve(name).resolve("s.sock");
  }

  @Override
  public void close() {
    for (Process process : processes.reversed()) {
      process.destroy();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException stop) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  private void start(Map<String, String> environment, String... command) {
    ProcessBuilder builder = command(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(folder.resolve(command[0] + processes.size() + ".log").toFile());
    try {
      processes.add(builder.start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private String run(String... command) {
    try {
      Process process = command(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(process.getInputStream().readAllBytes());
      if (!process.waitFor(40, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(command[0] + " failed; its log is in " + folder);
      }
      return said;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  private ProcessBuilder command(String... command) {
    List<String> whole = new ArrayList<>(List.of(command));
    whole.set(0, binaries.resolve(command[0]).toString());
    return new ProcessBuilder(whole).directory(folder.toFile());
  }

  private static String config(int port) {
    return """
    server_url: http://127.0.0.1:%1$d
    listen_addr: 127.0.0.1:%1$d
    metrics_listen_addr: ""
    grpc_listen_addr: 127.0.0.1:%2$d
    noise: { private_key_path: ./noise.key }
    prefixes: { v4: 100.64.0.0/10, v6: fd7a:115c:a1e0::/48 }
    derp:
      urls: []
      paths: []
      auto_update_enabled: false
      server:
        enabled: true
        region_id: 999
        region_code: hs
        region_name: hs
        verify_clients: false
        stun_listen_addr: "127.0.0.1:%3$d"
        private_key_path: ./derp.key
        automatically_add_embedded_derp_region: true
        ipv4: 127.0.0.1
    database: { type: sqlite, sqlite: { path: ./db.sqlite } }
    policy: { mode: database }
    tuning: { batch_change_delay: 50ms }
    dns: { magic_dns: true, base_domain: mesh.test, override_local_dns: false }
    disable_check_updates: true
    unix_socket: ./headscale.sock
    """
        .formatted(port, freePort(), freePort());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
