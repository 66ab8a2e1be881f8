package org.veilor.mesh.headscale;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Says in every HTTP answer of ours that no Headscale is behind it, if that is so. */
@Singleton
class StandInLabel {
  static final String HEADER = "X-Mesh-Stand-In";

  /** Before everything else, so that refusals carry it too. */
  private static final int FIRST = 10_000;

  private final HeadscaleConfig config;

  StandInLabel(HeadscaleConfig config) {
    this.config = config;
  }

  void label(@Observes Filters filters) {
    if (config.standIn()) {
      filters.register(
          request -> {
            request.response().putHeader(HEADER, "true");
            request.next();
          },
          FIRST);
    }
  }
}
