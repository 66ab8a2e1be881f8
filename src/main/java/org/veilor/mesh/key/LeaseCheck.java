package org.veilor.mesh.key;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.veilor.mesh.headscale.Headscale;

/**
 * Refuses to start with a lease that one call to Headscale may outlast: the sweep would take work
 * that is under way for abandoned.
 */
@Singleton
final class LeaseCheck {
  private LeaseCheck() {}

  /** At the server's start only: a command sweeps nothing. */
  static void atStart(
      @Observes StartupEvent start,
      VertxHttpConfig http,
      Provider<Headscale> headscale,
      KeyConfig config) {
    if (http.hostEnabled()) {
      check(config.lease(), headscale.get().patience());
    }
  }

  static void check(Duration lease, Duration patience) {
    if (lease.compareTo(patience) <= 0) {
      throw new ConfigurationException(
          ("mesh.key.lease is %s, but a call to Headscale may take %s (twice"
                  + " mesh.headscale.connect-timeout and mesh.headscale.read-timeout). Not started:"
                  + " make the lease longer or the time-outs shorter.")
              .formatted(lease, patience));
    }
  }
}
