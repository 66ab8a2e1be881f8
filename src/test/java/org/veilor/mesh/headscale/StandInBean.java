package org.veilor.mesh.headscale;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Takes the place of {@link HeadscaleBean} in every test of the application: one that is about
 * Headscale connects to its own, the others need none.
 */
@Alternative
@Priority(1)
@Singleton
class StandInBean {
  private final HeadscaleConnection connection;
  private final StandIn standIn;

  StandInBean(HeadscaleConfig config, MeterRegistry meters, Clock clock, StandInMesh mesh) {
    this.connection = new HeadscaleConnection(config, meters, clock);
    this.standIn = StandIn.start(clock, mesh);
  }

  @Produces
  @Singleton
  HeadscaleDoors doors() {
    return connection.open(
        standIn.url(), Credential.fixed(standIn.apiKey()), standIn.url().toString());
  }

  @PreDestroy
  void stop() {
    standIn.stop();
  }
}
