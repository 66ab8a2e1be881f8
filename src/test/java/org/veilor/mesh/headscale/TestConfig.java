package org.veilor.mesh.headscale;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.Secret;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A configuration made by hand, with time-outs that a test can wait for. */
record TestConfig(
    URI url,
    Optional<Secret<String>> apiKey,
    Optional<Path> apiKeyFile,
    Optional<URI> loginServer,
    Duration connectTimeout,
    Duration readTimeout,
    MemorySize maxAnswer,
    boolean acceptUnknownVersion,
    boolean probeAtStart,
    boolean standIn)
    implements HeadscaleConfig {
  static TestConfig at(String url, String apiKey) {
    return new TestConfig(
        URI.create(url),
        Optional.of(() -> apiKey),
        Optional.empty(),
        Optional.empty(),
        Duration.ofMillis(300),
        Duration.ofMillis(700),
        new MemorySize(BigInteger.valueOf(100_000)),
        false,
        false,
        false);
  }

  TestConfig patient() {
    return new TestConfig(
        url,
        apiKey,
        apiKeyFile,
        loginServer,
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        maxAnswer,
        acceptUnknownVersion,
        probeAtStart,
        standIn);
  }

  TestConfig withKeyFile(Path file) {
    return new TestConfig(
        url,
        Optional.empty(),
        Optional.of(file),
        loginServer,
        connectTimeout,
        readTimeout,
        maxAnswer,
        acceptUnknownVersion,
        probeAtStart,
        standIn);
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
        probeAtStart,
        standIn);
  }

  RestHeadscale connect() {
    return new HeadscaleConnection(
            this,
            new io.micrometer.core.instrument.simple.SimpleMeterRegistry(),
            java.time.Clock.systemUTC())
        .open();
  }
}
