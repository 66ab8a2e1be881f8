package org.veilor.mesh.headscale;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Looks at Headscale while the server starts. One that is too old stops the start. One that cannot
 * be reached does not: it may come later, and until then the server is not ready.
 */
@Singleton
class HeadscaleStart {
  private static final Logger LOG = Logger.getLogger(HeadscaleStart.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final HeadscaleConfig config;
  private final Provider<Headscale> headscale;

  HeadscaleStart(HeadscaleConfig config, Provider<Headscale> headscale) {
    this.config = config;
    this.headscale = headscale;
  }

  /** At the server's start only: a command has no need of Headscale. */
  void look(@Observes StartupEvent start, VertxHttpConfig http) {
    if (http.hostEnabled() && config.probeAtStart()) {
      look(headscale.get());
    }
  }

  void look(Headscale target) {
    try {
      HeadscaleVersion version = ask(target);
      if (VersionJudgement.of(version, config.acceptUnknownVersion()) == VersionJudgement.REFUSED) {
        throw new ConfigurationException(VersionJudgement.refusal(version));
      }
    } catch (HeadscaleException failed) {
      LOG.warnf("Starting without Headscale, not ready until it is there. %s", failed.getMessage());
    } catch (TimeoutException silent) {
      LOG.warnf("Starting without Headscale: no answer from it within %s.", PATIENCE);
    }
  }

  private static HeadscaleVersion ask(Headscale target) throws TimeoutException {
    Executor virtual = task -> Thread.ofVirtual().name("headscale-start").start(task);
    try {
      return CompletableFuture.supplyAsync(target::version, virtual)
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof HeadscaleException known) {
        throw known;
      }
      throw new CompletionException(failed.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", stop);
    }
  }
}
