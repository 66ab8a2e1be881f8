package org.veilor.mesh.gate;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.smallrye.config.Secret;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.gate.GateConfig.ForwardedFor;

/**
 * The gate's own listener. It has event loops of its own, so that no request to the API stands in
 * its way, and none of what the API's server does to each request. Anybody may call it: who is no
 * proxy is refused by {@link Peers}.
 */
@Singleton
@PermitAll
public final class GateServer {
  private static final Logger LOG = Logger.getLogger("org.veilor.mesh.gate");
  private static final int HEADERS = 32 * 1024;
  private static final int FIRST_LINE = 16 * 1024;
  private static final int WAITS = 1024;
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{16,128}");
  private static final int STARTS_WITHIN = 10;

  private final Gate gate;
  private final GateConfig config;
  private final GateMetrics metrics;
  private @Nullable Vertx vertx;
  private volatile int port;

  GateServer(Gate gate, GateConfig config, GateMetrics metrics) {
    this.gate = gate;
    this.config = config;
    this.metrics = metrics;
  }

  /** Where it listens; 0 if it does not. */
  public int port() {
    return port;
  }

  void atStart(@Observes StartupEvent start, VertxHttpConfig http) {
    if (http.hostEnabled() && config.enabled()) {
      start();
    }
  }

  void atEnd(@Observes ShutdownEvent end) {
    stop();
  }

  void start() {
    requireWhole();
    int loops =
        config.eventLoops() > 0 ? config.eventLoops() : Runtime.getRuntime().availableProcessors();
    // A free port would be another one for each.
    int listeners = config.port() == 0 ? 1 : loops;
    var own = Vertx.vertx(loops(loops));
    vertx = own;
    try {
      own.deployVerticle(Listening::new, new DeploymentOptions().setInstances(listeners))
          .toCompletionStage()
          .toCompletableFuture()
          .get(STARTS_WITHIN, TimeUnit.SECONDS);
    } catch (Exception e) {
      stop();
      throw new ConfigurationException(
          "The gate cannot listen on port %d of %s. Stop what has it, or set another mesh.gate.port."
              .formatted(config.port(), config.host()),
          e);
    }
    LOG.infof(
        "gate: listens on %s port %d (%s)",
        config.host(), port, own.isNativeTransportEnabled() ? "epoll" : "without epoll");
  }

  /** What no single key's own rule can say. */
  private void requireWhole() {
    if (config.secret().map(Secret::get).filter(it -> !SECRET.matcher(it).matches()).isPresent()) {
      throw new ConfigurationException(
          "mesh.gate.secret has to be 16 to 128 letters, digits, hyphens and underscores: it stands in an address.");
    }
    if (config.forwardedFor() == ForwardedFor.CHAIN && config.hops().isEmpty()) {
      throw new ConfigurationException(
          "mesh.gate.hops is missing: with mesh.gate.forwarded-for=chain, write the addresses of the proxies before yours.");
    }
  }

  void stop() {
    var own = vertx;
    vertx = null;
    port = 0;
    if (own != null) {
      own.close();
    }
  }

  static VertxOptions loops(int number) {
    return new VertxOptions()
        .setEventLoopPoolSize(number)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setPreferNativeTransport(true);
  }

  static HttpServerOptions options() {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setMaxHeaderSize(HEADERS)
        .setMaxInitialLineLength(FIRST_LINE)
        .setMaxChunkSize(8 * 1024)
        .setAcceptBacklog(WAITS)
        .setTcpNoDelay(true)
        .setReuseAddress(true);
  }

  /** One event loop. */
  private final class Listening extends AbstractVerticle {
    @Override
    public void start(Promise<Void> started) {
      var listener = new GateListener(vertx, gate, config, metrics);
      HttpServer server =
          vertx
              .createHttpServer(options())
              .connectionHandler(listener::opened)
              .requestHandler(listener::asked)
              .invalidRequestHandler(listener::unreadable);
      server
          .listen(config.port(), config.host())
          .onSuccess(it -> port = it.actualPort())
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }
}
