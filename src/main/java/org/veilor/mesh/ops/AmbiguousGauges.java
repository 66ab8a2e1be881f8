package org.veilor.mesh.ops;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Leaves out the gauges that Vert.x registers for each of our two ports under one name (open
 * connections, requests in work): they would tell of whichever port came first, and a warning of
 * the other would stand in the log at every start.
 */
final class AmbiguousGauges {
  @Produces
  @Singleton
  MeterFilter withoutThem() {
    return MeterFilter.denyNameStartsWith("http.server.active.");
  }
}
