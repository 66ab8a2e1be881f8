package org.veilor.mesh.headscale;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.Secret;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A configuration made by hand, with the time-outs that are the default. */
record TestConfig(
    URI url,
    Optional<Secret<String>> apiKey,
    Optional<Path> apiKeyFile,
    Optional<URI> loginServer,
    Duration connectTimeout,
    Duration readTimeout,
    MemorySize maxAnswer,
    boolean acceptUnknownVersion,
    boolean probeAtStart)
    implements HeadscaleConfig {
  static TestConfig at(String url, String apiKey) {
    return new TestConfig(
        URI.create(url),
        Optional.of(() -> apiKey),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        new MemorySize(BigInteger.valueOf(100_000)),
        false,
        false);
  }

  /** With time-outs that a test can wait for. */
  TestConfig hasty() {
    return new TestConfig(
        url,
        apiKey,
        apiKeyFile,
        loginServer,
        Duration.ofMillis(500),
        Duration.ofMillis(1500),
        maxAnswer,
        acceptUnknownVersion,
        probeAtStart);
  }

  TestConfig withKeyFile(Path file) {
    return withKeys(Optional.empty(), Optional.of(file));
  }

  TestConfig withKeys(Optional<Secret<String>> key, Optional<Path> file) {
    return new TestConfig(
        url,
        key,
        file,
        loginServer,
        connectTimeout,
        readTimeout,
        maxAnswer,
        acceptUnknownVersion,
        probeAtStart);
  }

  TestConfig acceptingUnknownVersion() {
    return new TestConfig(
        url,
        apiKey,
        apiKeyFile,
        loginServer,
        connectTimeout,
        readTimeout,
        maxAnswer,
        true,
        probeAtStart);
  }

  HeadscaleDoors connect() {
    return connect(new SimpleMeterRegistry());
  }

  HeadscaleDoors connect(MeterRegistry meters) {
    return new HeadscaleConnection(this, meters, Clock.systemUTC()).open();
  }
}
