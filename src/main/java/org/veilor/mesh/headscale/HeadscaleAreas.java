package org.veilor.mesh.headscale;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives each feature the area that it asks for. */
final class HeadscaleAreas {
  @Produces
  @Singleton
  Headscale itself(HeadscaleDoors doors) {
    return doors.itself();
  }

  @Produces
  @Singleton
  HeadscaleKeys keys(HeadscaleDoors doors) {
    return doors.keys();
  }

  @Produces
  @Singleton
  HeadscaleNodes nodes(HeadscaleDoors doors) {
    return doors.nodes();
  }

  @Produces
  @Singleton
  HeadscalePolicy policy(HeadscaleDoors doors) {
    return doors.policy();
  }
}
