package org.veilor.mesh.ops;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one clock. Everything that asks for the time has it injected, so that tests can move it. */
final class ServerClock {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
