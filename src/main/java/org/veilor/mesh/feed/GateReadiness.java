package org.veilor.mesh.feed;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.veilor.mesh.gate.Gate;
import org.veilor.mesh.gate.GateConfig;

/** Ready only while the gate can tell for guests who may have what. Asks nobody itself. */
@Readiness
@Singleton
class GateReadiness implements HealthCheck {
  private final Gate gate;
  private final GateFeed feed;
  private final GateConfig config;

  GateReadiness(Gate gate, GateFeed feed, GateConfig config) {
    this.gate = gate;
    this.feed = feed;
    this.config = config;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("gate");
    if (!config.enabled()) {
      return response.up().withData("enabled", false).build();
    }
    gate.age().ifPresent(it -> response.withData("age-seconds", it.toSeconds()));
    feed.trouble().ifPresent(it -> response.withData("trouble", it));
    return response.status(gate.isFresh()).build();
  }
}
