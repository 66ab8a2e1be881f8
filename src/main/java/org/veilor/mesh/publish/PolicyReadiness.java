package org.veilor.mesh.publish;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready only while the policy in force is proven: no key would be minted. Tells of the last look,
 * and asks nobody itself.
 */
@Readiness
@Singleton
class PolicyReadiness implements HealthCheck {
  static final String NAME = "policy";

  private final PolicyWatch watch;
  private final FileSource file;

  PolicyReadiness(PolicyWatch watch, FileSource file) {
    this.watch = watch;
    this.file = file;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named(NAME);
    file.alarm().ifPresent(it -> response.withData("file", it));
    var seen = watch.last();
    if (seen.isEmpty()) {
      return response.down().withData("trouble", "nobody has looked yet what is in force").build();
    }
    var standing = seen.get().standing();
    if (!standing.isProven()) {
      return response.down().withData("trouble", standing.sentence()).build();
    }
    if (standing instanceof Standing.Foreign foreign) {
      response.withData("drift", foreign.sentence());
    }
    if (standing instanceof Standing.AsPublished published && published.fileMode()) {
      response.withData("headscale", published.sentence());
    }
    return response.up().build();
  }
}
