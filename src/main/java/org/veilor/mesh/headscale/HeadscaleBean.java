package org.veilor.mesh.headscale;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Makes the one {@link Headscale}, when it is first asked for: most CLI commands never do. */
@Singleton
class HeadscaleBean {
  private final HeadscaleConfig config;
  private final HeadscaleConnection connection;
  private final Clock clock;
  private @Nullable StandIn standIn;

  HeadscaleBean(HeadscaleConfig config, MeterRegistry meters, Clock clock) {
    this.config = config;
    this.connection = new HeadscaleConnection(config, meters, clock);
    this.clock = clock;
  }

  @Produces
  @Singleton
  Headscale headscale() {
    if (!config.standIn()) {
      return connection.open();
    }
    StandIn started = StandIn.start(clock);
    standIn = started;
    return connection.open(
        started.url(), Credential.fixed(started.apiKey()), started.url().toString(), true);
  }

  @PreDestroy
  void stop() {
    if (standIn != null) {
      standIn.stop();
    }
  }
}
