package org.veilor.mesh.headscale;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where Headscale is and how we speak to it. */
@ConfigMapping(prefix = "mesh.headscale")
interface HeadscaleConfig {
  /** Address of Headscale's API: http or https, host, port, and a path if it has one. */
  @WithDefault("http://127.0.0.1:8089")
  @NotNull
  URI url();

  /**
   * Key to Headscale's API ({@code headscale apikeys create}). Better kept in a file: see {@code
   * api-key-file}. Exactly one of the two is needed.
   */
  Optional<Secret<String>> apiKey();

  /** File that holds the key to Headscale's API. Read for every call, so it can be replaced. */
  Optional<Path> apiKeyFile();

  /** What machines are told to join at. The same as {@code url} if it is not set. */
  Optional<URI> loginServer();

  /** How long to wait for a connection. */
  @WithDefault("PT2S")
  @DurationMin(millis = 10)
  @DurationMax(minutes = 1)
  Duration connectTimeout();

  /** How long to wait for the whole answer of one attempt, once connected. */
  @WithDefault("PT10S")
  @DurationMin(millis = 10)
  @DurationMax(minutes = 5)
  Duration readTimeout();

  /** The largest answer that is read. A key takes about 300 bytes in a list, a node 900. */
  @WithDefault("32M")
  @NotNull
  MemorySize maxAnswer();

  /**
   * Takes a Headscale that does not tell its version, such as a build of one's own. Off: such a
   * Headscale is refused, for it may be one where single use is not safe.
   */
  @WithDefault("false")
  boolean acceptUnknownVersion();

  /** Looks at Headscale while the server starts, and refuses to start if it is too old. */
  @WithDefault("true")
  boolean probeAtStart();
}
