package org.veilor.mesh.publish;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.veilor.mesh.policy.PolicyConfig;

/**
 * Ready only while the policy in force is proven: no key would be minted. Tells of the last look,
 * and asks nobody itself.
 */
@Readiness
@Singleton
class PolicyReadiness implements HealthCheck {
  static final String NAME = "policy";

  /** For looks that wait for a slow Headscale. */
  private static final Duration SLACK = Duration.ofSeconds(60);

  private final PolicyWatch watch;
  private final FileSource file;
  private final PolicyConfig config;
  private final Clock clock;

  PolicyReadiness(PolicyWatch watch, FileSource file, PolicyConfig config, Clock clock) {
    this.watch = watch;
    this.file = file;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named(NAME);
    file.alarm().ifPresent(it -> response.withData("file", it));
    var seen = watch.last();
    if (seen.isEmpty()) {
      return response.down().withData("trouble", "nobody has looked yet what is in force").build();
    }
    var age = Duration.between(seen.get().at(), clock.instant());
    if (age.compareTo(config.checkEvery().multipliedBy(3).plus(SLACK)) > 0) {
      return response
          .down()
          .withData(
              "trouble", "nobody has looked for %d s what is in force".formatted(age.toSeconds()))
          .build();
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
