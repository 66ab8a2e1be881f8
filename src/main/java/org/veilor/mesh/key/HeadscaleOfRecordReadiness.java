package org.veilor.mesh.key;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while another Headscale answers than the one the keys on record are known to. */
@Readiness
@Singleton
class HeadscaleOfRecordReadiness implements HealthCheck {
  private final HeadscaleOfRecord headscales;

  HeadscaleOfRecordReadiness(HeadscaleOfRecord headscales) {
    this.headscales = headscales;
  }

  /** Tells of the last look, of the sweep or of a mint: it asks nobody itself. */
  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("headscale of record");
    return headscales
        .another()
        .map(another -> response.down().withData("trouble", another.sentence()).build())
        .orElseGet(() -> response.up().build());
  }
}
