package org.veilor.mesh.books;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready only if the Headscale that answers is the one that the keys on record are known to. Tells
 * of the last look, which the sweep and every mint make: it asks nobody itself but at the start.
 */
@Readiness
@Singleton
class HeadscaleOfRecordReadiness implements HealthCheck {
  static final String NAME = "headscale of record";

  private static final Logger LOG = Logger.getLogger(HeadscaleOfRecordReadiness.class);

  private final HeadscaleOfRecord headscales;

  HeadscaleOfRecordReadiness(HeadscaleOfRecord headscales) {
    this.headscales = headscales;
  }

  /** Not left to the first sweep: whoever sees the server ready may rely on it. */
  void atStart(@Observes StartupEvent start, VertxHttpConfig http) {
    if (http.hostEnabled()) {
      Thread.ofVirtual().name("headscale-of-record").start(this::look);
    }
  }

  private void look() {
    try {
      headscales.look();
    } catch (RuntimeException e) {
      LOG.debugf("first look: %s; the sweep looks again", e.getClass().getName());
    }
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named(NAME);
    if (!headscales.looked()) {
      return response.down().withData("trouble", "nobody has looked yet which one answers").build();
    }
    return headscales
        .another()
        .map(another -> response.down().withData("trouble", another.sentence()).build())
        .orElseGet(() -> response.up().build());
  }
}
