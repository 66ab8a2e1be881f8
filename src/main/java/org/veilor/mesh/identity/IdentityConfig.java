package org.veilor.mesh.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Who may call, and how often. */
@ConfigMapping(prefix = "mesh.identity")
public interface IdentityConfig {
  /**
   * A file for the text of a token named {@code local} with every scope. The server makes sure at
   * its start that the token in it works. For the command line on the same machine.
   */
  Optional<Path> localTokenFile();

  /** How long a token is valid if its maker does not say. */
  @WithDefault("P90D")
  Duration tokenTtl();

  /** The longest validity that may be asked for. */
  @WithDefault("P366D")
  Duration tokenMaxTtl();

  Limits limits();

  /** How often one may call. 0 switches a limit off. */
  interface Limits {
    /** Calls in a minute with one token. */
    @WithDefault("1200")
    @Min(0)
    long perToken();

    /** Keys in an hour for one subject, minted and regenerated together. */
    @WithDefault("60")
    @Min(0)
    long perSubject();

    /**
     * Failed log-ins in a minute from one address (of IPv6: one /64). Beyond it a wrong token is
     * answered 429; a good one still opens.
     */
    @WithDefault("60")
    @Min(0)
    long failedLogIns();
  }
}
