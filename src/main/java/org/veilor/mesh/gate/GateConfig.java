package org.veilor.mesh.gate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where the reverse proxy asks who may have what, and by what the gate answers. */
@ConfigMapping(prefix = "mesh.gate")
public interface GateConfig {
  /** Whether the gate listens at all. */
  @WithDefault("true")
  boolean enabled();

  /** The address to listen on. Only the proxy has to reach it. */
  @WithDefault("127.0.0.1")
  @NotBlank
  String host();

  /** The port to listen on. 0 takes a free one. */
  @WithDefault("8087")
  @Min(0)
  @Max(65535)
  int port();

  /** Addresses and prefixes of the proxies that may ask. Anybody else is refused unheard. */
  @WithDefault("127.0.0.0/8,::1/128")
  List<@Cidr String> proxies();

  /**
   * A word that the proxy's address for the gate must have behind {@code /authz/}: for a proxy that
   * shares its address with others. 16 to 128 letters, digits, hyphens and underscores.
   */
  Optional<Secret<String>> secret();

  /**
   * What X-Forwarded-For is: {@code direct}, one address, which the proxy itself saw; or {@code
   * chain}, read from its right end over {@code mesh.gate.hops} to the first address that is none.
   */
  @WithDefault("direct")
  @NotNull
  ForwardedFor forwardedFor();

  /** Addresses and prefixes of the proxies before the proxy, for {@code chain}. */
  Optional<List<@Cidr String>> hops();

  /** Headscale's {@code prefixes}: whoever has such an address and is no node is refused. */
  @WithDefault("100.64.0.0/10,fd7a:115c:a1e0::/48")
  List<@Cidr String> meshPrefixes();

  /**
   * Container bridges, pods, loopback: a caller with such an address lost its own on the way to the
   * proxy, and is refused even if a zone holds it. The proxies' own addresses count as well.
   */
  @WithDefault("127.0.0.0/8,::1/128,172.17.0.0/16,10.88.0.0/16,10.42.0.0/16,10.244.0.0/16")
  List<@Cidr String> nattedSources();

  /** How often Headscale's nodes and the policy in force are read. Whole seconds. */
  @WithDefault("PT3S")
  @DurationMin(seconds = 1)
  @DurationMax(minutes = 5)
  Duration refreshEvery();

  /** For so long what was read last is gone by when Headscale or the database does not answer. */
  @WithDefault("PT2M")
  @DurationMin(seconds = 1)
  Duration staleAfter();

  /** The same for admins, who have to mend it. */
  @WithDefault("PT15M")
  @DurationMin(seconds = 1)
  Duration staleAfterForAdmins();

  /** The same for servers. */
  @WithDefault("PT15M")
  @DurationMin(seconds = 1)
  Duration staleAfterForInfra();

  /** For so long it is kept who was refused what, from the last time on. */
  @WithDefault("P30D")
  @DurationMin(hours = 1)
  @DurationMax(days = 3650)
  Duration keepDenials();

  /** Whether admins reach names that the truth does not have. Nobody else ever does. */
  @WithDefault("false")
  boolean adminsReachUnknownVhosts();

  /** Whom a person who is refused should ask; stands on the page that they see. */
  Optional<String> contact();

  /** Threads that answer. 0 for one on each processor. */
  @WithDefault("0")
  @Min(0)
  @Max(256)
  int eventLoops();

  /** What X-Forwarded-For is. */
  enum ForwardedFor {
    DIRECT,
    CHAIN
  }
}
