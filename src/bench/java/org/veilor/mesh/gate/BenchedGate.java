package org.veilor.mesh.gate;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What {@code ./mesh bench gate} loads, each in a process of its own: the gate as it is shipped,
 * with so many nodes; or a server of the same library with the same options that answers every
 * request with an empty 200. Tells its port on standard output, and ends when it is killed.
 */
public final class BenchedGate {
  /** What Quarkus 3.34 sets before Vert.x and Netty are loaded, for both. */
  private static final Map<String, String> SHIPPED =
      Map.of(
          "vertx.disableTCCL", "true",
          "vertx.disableWebsockets", "true",
          "io.netty.allocator.maxOrder", "3");

  private BenchedGate() {}

  /**
   * @param args a number of nodes, or {@code empty}
   */
  public static void main(String... args) throws Exception {
    SHIPPED.forEach(System::setProperty);
    int port = args[0].equals("empty") ? empty() : gate(Integer.parseInt(args[0]));
    System.out.println("port " + port);
    Thread.currentThread().join();
  }

  private static int empty() throws Exception {
    return Vertx.vertx(GateServer.loops(1))
        .createHttpServer(GateServer.options())
        .requestHandler(request -> request.response().end())
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS)
        .actualPort();
  }

  private static int gate(int nodes) {
    var clock = Clock.systemUTC();
    // As Quarkus hands it on: one registry behind another.
    var meters = new CompositeMeterRegistry();
    meters.add(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    // It is read once here, and not every few seconds.
    var config = config(Map.of("mesh.gate.port", "0", "mesh.gate.stale-after", "PT24H"));
    var gate = new Gate(config, clock, meters);
    gate.replace(clock.instant(), 1, BenchedMesh.nodes(nodes), BenchedMesh.vhosts(), List.of());
    var server = new GateServer(gate, config, new GateMetrics(meters));
    server.start();
    return server.port();
  }

  static GateConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(GateConfig.class)
        .addDefaultInterceptors()
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(GateConfig.class);
  }
}
