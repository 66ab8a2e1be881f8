package org.veilor.mesh.headscale;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Opens the one Headscale, when it is first asked for: most CLI commands never do. */
@Singleton
class HeadscaleBean {
  private final HeadscaleConnection connection;

  HeadscaleBean(HeadscaleConfig config, MeterRegistry meters, Clock clock) {
    this.connection = new HeadscaleConnection(config, meters, clock);
  }

  @Produces
  @Singleton
  HeadscaleDoors doors() {
    return connection.open();
  }
}
