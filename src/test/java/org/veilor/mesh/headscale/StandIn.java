package org.veilor.mesh.headscale;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An in-process stand-in for Headscale, for tests of what the application says and not of what
 * Headscale does. Speaks the part of 0.29's API that we use, over real HTTP on loopback; keeps
 * everything in memory; no machine joins but those of {@link StandInMesh}.
 */
final class StandIn {
  private static final long START_SECONDS = 5;

  // Its own, without metrics: those of the application's server would count its calls too.
  private final Vertx vertx;
  private final HttpServer server;
  private final String apiKey;

  private StandIn(Vertx vertx, HttpServer server, String apiKey) {
    this.vertx = vertx;
    this.server = server;
    this.apiKey = apiKey;
  }

  static StandIn start(Clock clock, StandInMesh mesh) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    String apiKey = StandInKeys.text("hskey-api-");
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(router(vertx, clock, apiKey, mesh));
    try {
      server
          .listen()
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("The stand-in for Headscale cannot listen", failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", stop);
    }
    return new StandIn(vertx, server, apiKey);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  String apiKey() {
    return apiKey;
  }

  void stop() {
    vertx.close();
  }

  @Override
  public String toString() {
    return "StandIn[" + url() + "]";
  }

  private static Router router(Vertx vertx, Clock clock, String apiKey, StandInMesh mesh) {
    Router router = Router.router(vertx);
    router
        .get("/version")
        .handler(call -> answer(call, new JsonObject().put("version", "v0.29.3+stand-in")));
    router
        .get("/key")
        .handler(call -> answer(call, new JsonObject().put("publicKey", mesh.identity())));
    router.route("/api/*").handler(BodyHandler.create(false));
    router.route("/api/*").handler(call -> admit(call, apiKey));
    router
        .get("/api/v1/health")
        .handler(call -> answer(call, new JsonObject().put("databaseConnectivity", true)));
    new StandInKeys(clock).serve(router);
    mesh.serve(router);
    new StandInPolicy(clock).serve(router);
    router.route().handler(call -> refuse(call, 404, 5, "Not Found"));
    router
        .route()
        .failureHandler(call -> refuse(call, 400, 3, "the stand-in cannot read this request"));
    return router;
  }

  private static void admit(RoutingContext call, String apiKey) {
    if (("Bearer " + apiKey).equals(call.request().getHeader("Authorization"))) {
      call.next();
    } else {
      call.response()
          .setStatusCode(401)
          .putHeader("Content-Type", "text/plain")
          .end("Unauthorized");
    }
  }

  static void answer(RoutingContext call, JsonObject body) {
    call.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
  }

  static JsonObject body(RoutingContext call) {
    JsonObject body = call.body().asJsonObject();
    return body == null ? new JsonObject() : body;
  }

  /** As grpc-gateway does: its code 2 is "unknown", 3 "invalid argument", 5 "not found". */
  static void refuse(RoutingContext call, int status, int code, String message) {
    call.response().setStatusCode(status);
    answer(
        call,
        new JsonObject().put("code", code).put("message", message).put("details", new JsonArray()));
  }
}
