package org.veilor.mesh.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.veilor.mesh.support.MintedTexts;

/**
 * Our server as it is shipped: the packaged application in a process of its own, with real
 * PostgreSQL and real Headscale, configured by a file as an operator does.
 */
public final class LabServer implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
  private static final Duration CACHE_MADE_WITHIN = Duration.ofMinutes(1);
  private static final int PORT = 17085;

  /** Of which there are three for each server, this far apart. */
  private static final int TO_MANAGEMENT = 1000;

  private static final int TO_GATE = 2000;

  private final LabSite site;
  private final Path folder;
  private final URI url;
  private final URI management;
  private final LabDatabase database;
  private final Path tokenFile;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private Child process;

  private LabServer(LabSite site) {
    this(site, new LabDatabase(site.postgres(), site.postgres().newDatabase()), Optional.empty());
  }

  private LabServer(LabSite site, LabDatabase database, Optional<Path> tokenFile) {
    this.site = site;
    this.folder = site.folderFor("server");
    this.tokenFile = tokenFile.orElseGet(() -> folder.resolve("local-token"));
    this.url = URI.create("http://" + site.slot().address() + ":" + site.nextPort(PORT));
    this.management = URI.create("http://" + url.getHost() + ":" + (url.getPort() + TO_MANAGEMENT));
    this.database = database;
  }

  static LabServer start(LabSite site, Map<String, String> extraConfig) {
    ServerJvm.prepare(cacheOption -> watched(site, cacheOption));
    LabServer server = new LabServer(site);
    server.start(extraConfig, Map.of());
    return server;
  }

  /**
   * One life in which all that most tests need is loaded: a start, a key's life, an orderly end.
   */
  private static void watched(LabSite site, String cacheOption) {
    LabServer server = new LabServer(site);
    Path config = server.configured(Map.of());
    server.run(Map.of(), ServerJvm.command(config.toString(), cacheOption));
    var minted = server.post("/api/v1/keys", "{\"tier\":\"guest\",\"subject\":\"watched\"}");
    MintedTexts.rememberFrom(minted.body());
    server.delete(minted.headers().firstValue("Location").orElseThrow());
    server.kept("/q/health/ready");
    server.keepEvidence();
    server.process.ends(CACHE_MADE_WITHIN);
  }

  private void start(Map<String, String> extraConfig, Map<String, String> env) {
    run(env, ServerJvm.command(configured(extraConfig).toString()));
  }

  private void run(Map<String, String> env, List<String> argv) {
    process = Child.start(site.slot(), "veilor-mesh", folder.resolve("server.log"), env, argv);
    process.untilReady(STARTS_WITHIN, () -> kept("/q/health/live").statusCode() == 200);
    MintedTexts.rememberFrom(token());
  }

  private Path configured(Map<String, String> extraConfig) {
    Properties config = new Properties();
    config.setProperty("mesh.ops.http-host", url.getHost());
    config.setProperty("mesh.ops.http-port", Integer.toString(url.getPort()));
    config.setProperty("mesh.ops.management-host", management.getHost());
    config.setProperty("mesh.ops.management-port", Integer.toString(management.getPort()));
    config.setProperty("mesh.gate.host", url.getHost());
    config.setProperty("mesh.gate.port", Integer.toString(url.getPort() + TO_GATE));
    config.setProperty("mesh.ops.database.url", database.jdbcUrl());
    config.setProperty("mesh.ops.database.username", "postgres");
    config.setProperty("mesh.ops.database.password", "postgres");
    config.setProperty("mesh.headscale.url", site.headscale().url().toString());
    config.setProperty("mesh.headscale.api-key-file", site.headscale().apiKeyFile().toString());
    config.setProperty("mesh.headscale.login-server", site.headscale().url().toString());
    config.setProperty("mesh.identity.local-token-file", tokenFile.toString());
    // Lines for people: they are the last words in a failure.
    config.setProperty("mesh.ops.json-log", "false");
    config.putAll(extraConfig);
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve("server.properties");
      try (Writer out = Files.newBufferedWriter(file)) {
        config.store(out, null);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI url() {
    return url;
  }

  /** Where a proxy asks it who may have what. */
  public URI gate() {
    return URI.create("http://" + url.getHost() + ":" + (url.getPort() + TO_GATE));
  }

  /** Where health and metrics are. */
  public URI management() {
    return management;
  }

  /** The text of the token named {@code local}, which has every scope. */
  public String token() {
    try {
      return Files.readString(tokenFile).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(url.resolve(path)));
  }

  /** Health or metrics, from the management port and without a token. */
  public HttpResponse<String> kept(String path) {
    return sendAsIs(HttpRequest.newBuilder(management.resolve(path)));
  }

  public HttpResponse<String> delete(String path) {
    return send(HttpRequest.newBuilder(url.resolve(path)).DELETE());
  }

  public HttpResponse<String> post(String path, String json) {
    return send(
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** Sends a request with the local token, unless it has an Authorization header of its own. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    boolean named = request.copy().build().headers().firstValue("Authorization").isPresent();
    if (!named && Files.exists(tokenFile)) {
      request.header("Authorization", "Bearer " + token());
    }
    return sendAsIs(request);
  }

  private HttpResponse<String> sendAsIs(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure("Interrupted in a call of the server", e);
    }
  }

  public LabDatabase database() {
    return database;
  }

  /** True until the process ends, by itself too. */
  public boolean alive() {
    return process.alive();
  }

  /** Ends the JVM with SIGKILL, at once; returns when it is gone. */
  public void kill9() {
    process.kill9();
    keepEvidence();
  }

  /** Ends it if it runs, and starts it on the same data with this configuration on top. */
  public void restart(Map<String, String> extraConfig) {
    restart(extraConfig, Map.of());
  }

  /**
   * The same, with an environment of its own.
   *
   * @param env for what is no configuration: a clock that is off
   */
  public void restart(Map<String, String> extraConfig, Map<String, String> env) {
    keepEvidence();
    process.close();
    start(extraConfig, env);
  }

  /** Ends it if it runs and starts it with a configuration that it must refuse; what it said. */
  public String refusesToStart(Map<String, String> extraConfig) {
    keepEvidence();
    process.close();
    Path config = configured(extraConfig);
    process =
        Child.start(
            site.slot(),
            "veilor-mesh",
            folder.resolve("server.log"),
            Map.of(),
            ServerJvm.command(config.toString()));
    process.endsByItself(STARTS_WITHIN);
    return logs();
  }

  /** Asks it to end, as a service manager does, and tells how long that took. */
  public Duration ends() {
    keepEvidence();
    long asked = System.nanoTime();
    process.ends(CACHE_MADE_WITHIN);
    return Duration.ofNanos(System.nanoTime() - asked);
  }

  /** Another server on the same database, as behind a load balancer; the caller closes it. */
  public LabServer twin(Map<String, String> extraConfig) {
    LabServer twin = new LabServer(site, database, Optional.of(tokenFile));
    twin.start(extraConfig, Map.of());
    return twin;
  }

  /** Runs a command with the server's configuration, as an admin does from a second terminal. */
  public Said command(String... words) {
    String config = folder.resolve("server.properties").toString();
    return Command.run(STARTS_WITHIN, ServerJvm.command(config, List.of(words)));
  }

  /** Everything it wrote since its first start. */
  public String logs() {
    return process.log();
  }

  /** What it would tell for the last time: its metrics and its rows. */
  private void keepEvidence() {
    if (database.running()) {
      Evidence.DUMP.keep(database.dump());
    }
    try {
      if (process.alive()) {
        Evidence.METRICS.keep(kept("/q/metrics").body());
      }
    } catch (UncheckedIOException e) {
      // It died meanwhile. Other lives of it have shown their metrics.
    }
  }

  @Override
  public void close() {
    keepEvidence();
    process.close();
    Evidence.SERVER_LOG.keep(logs());
  }
}
