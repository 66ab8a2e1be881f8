package org.veilor.mesh.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** How the server itself runs: where it listens, where its database is, how it logs. */
@ConfigMapping(prefix = "mesh.ops")
public interface OpsConfig {
  /** The address to listen on. Loopback by default: a proxy with TLS stands in front. */
  @WithDefault("127.0.0.1")
  @NotBlank
  String httpHost();

  /** The port of API and pages. 0 takes a free one. */
  @WithDefault("8085")
  @Min(0)
  @Max(65535)
  int httpPort();

  /**
   * The address that health and metrics are on, without a log-in. Loopback by default: whoever may
   * ask them reaches this address, and nobody else.
   */
  @WithDefault("127.0.0.1")
  @NotBlank
  String managementHost();

  /** The port of health and metrics. 0 takes a free one. */
  @WithDefault("9085")
  @Min(0)
  @Max(65535)
  int managementPort();

  /** One JSON object per log line if true, lines for people if false. */
  @WithDefault("true")
  boolean jsonLog();

  Database database();

  /** The PostgreSQL database that holds everything we remember. */
  interface Database {
    /** JDBC address, {@code jdbc:postgresql://host:port/name}. Write no password in it. */
    @WithDefault("jdbc:postgresql://127.0.0.1:5432/veilor_mesh")
    @Pattern(regexp = "jdbc:postgresql:.+", message = "must begin with jdbc:postgresql:")
    String url();

    /** The role to log in as. It must own its schema: migrations run under it at start. */
    @WithDefault("veilor_mesh")
    @NotBlank
    String username();

    /** That role's password. Leave it out where PostgreSQL asks for none. */
    Optional<Secret<String>> password();

    /** The most connections that are open at once. */
    @WithDefault("16")
    @Min(2)
    @Max(500)
    int connections();
  }
}
