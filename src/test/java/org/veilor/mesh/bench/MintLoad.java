package org.veilor.mesh.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Mints keys one way, so many at a time, and times each. Every answer must be a success. */
final class MintLoad {
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI target;
  private final String bearer;
  private final Supplier<String> body;

  private MintLoad(URI target, String bearer, Supplier<String> body) {
    this.target = target;
    this.bearer = bearer;
    this.body = body;
  }

  static MintLoad ours(URI server, String token) {
    return new MintLoad(
        server.resolve("/api/v1/keys"),
        token,
        () -> "{\"tier\":\"guest\",\"subject\":\"bench-" + UUID.randomUUID() + "\"}");
  }

  static MintLoad bare(URI headscale, String apiKey, Clock clock) {
    return new MintLoad(
        headscale.resolve("/api/v1/preauthkey"),
        apiKey,
        () ->
            ("{\"reusable\":false,\"ephemeral\":false,\"expiration\":\"%s\","
                    + "\"aclTags\":[\"tag:guest\"]}")
                .formatted(clock.instant().plus(1, ChronoUnit.DAYS)));
  }

  /** Returns how long it all took and how long each call took, in milliseconds. */
  Turn run(int calls, int concurrency) {
    var begun = System.nanoTime();
    try (var workers = Executors.newFixedThreadPool(concurrency)) {
      var pending = new ArrayList<Future<Double>>();
      for (var i = 0; i < calls; i++) {
        pending.add(workers.submit(this::once));
      }
      var each = new ArrayList<Double>();
      for (var call : pending) {
        each.add(call.get());
      }
      return new Turn(since(begun), each);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "a call failed: the figures would be worthless", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private double once() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(target)
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.get()))
            .build();
    var begun = System.nanoTime();
    var answer = http.send(request, BodyHandlers.discarding());
    var millis = since(begun);
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(target + " answered " + answer.statusCode());
    }
    return millis;
  }

  private static double since(long begun) {
    return (double) (System.nanoTime() - begun) / NANOS_PER_MILLI;
  }

  /** One turn of one way. */
  record Turn(double millis, List<Double> each) {}
}
