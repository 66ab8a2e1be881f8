package org.veilor.mesh.headscale;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Ready only while Headscale accepts our key and reaches its database. Each look costs Headscale 60
 * ms (it hashes our key), so one serves for some seconds; and a probe waits for no hanging one.
 */
@Readiness
@Singleton
class HeadscaleReadiness implements HealthCheck {
  private static final String NAME = "headscale";
  private static final Duration GOOD_FOR = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final Provider<Headscale> headscale;
  private final Clock clock;
  private @Nullable Look last;

  /** One look at Headscale: its end is empty, or says what is wrong. */
  private record Look(Instant begun, CompletableFuture<String> trouble) {}

  HeadscaleReadiness(Provider<Headscale> headscale, Clock clock) {
    this.headscale = headscale;
    this.clock = clock;
  }

  /**
   * The first look is on its way while the rest of the server starts: whoever waits, waits less.
   */
  void atStart(@Observes StartupEvent start, VertxHttpConfig http) {
    if (http.hostEnabled()) {
      look(headscale.get());
    }
  }

  @Override
  public HealthCheckResponse call() {
    String trouble = await(look(headscale.get()).trouble());
    var response = HealthCheckResponse.named(NAME).status(trouble.isEmpty());
    return (trouble.isEmpty() ? response : response.withData("trouble", trouble)).build();
  }

  /** At most one at a time is on its way. */
  private synchronized Look look(Headscale target) {
    Look known = last;
    if (known == null
        || (known.trouble().isDone() && clock.instant().isAfter(known.begun().plus(GOOD_FOR)))) {
      known = new Look(clock.instant(), new CompletableFuture<>());
      CompletableFuture<String> trouble = known.trouble();
      Thread.ofVirtual().name("headscale-readiness").start(() -> trouble.complete(ask(target)));
      last = known;
    }
    return known;
  }

  private static String ask(Headscale target) {
    try {
      target.checkHealth();
      return "";
    } catch (HeadscaleException failed) {
      return String.valueOf(failed.getMessage());
    } catch (Throwable failed) {
      // Also what is no exception: a look that never ended would keep the server unready for ever.
      return "unexpected " + failed.getClass().getName();
    }
  }

  private static String await(CompletableFuture<String> trouble) {
    try {
      return trouble.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      return "Headscale has not answered yet";
    } catch (ExecutionException failed) {
      return "unexpected " + failed.getClass().getName();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
