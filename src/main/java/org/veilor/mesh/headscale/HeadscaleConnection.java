package org.veilor.mesh.headscale;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Puts together what speaks to one Headscale. */
record HeadscaleConnection(HeadscaleConfig config, MeterRegistry meters, Clock clock) {
  /**
   * Shorter than the 30 seconds after which Headscale closes an idle connection, so that a create
   * is never sent into one that is just going away.
   */
  private static final int IDLE_SECONDS = 20;

  /** The Headscale of the configuration. */
  HeadscaleDoors open() {
    URI url = checked(config.url(), "mesh.headscale.url");
    String loginServer =
        config
            .loginServer()
            .map(own -> checked(own, "mesh.headscale.login-server"))
            .orElse(url)
            .toString();
    return open(url, Credential.of(config), loginServer);
  }

  /** One at the given address. */
  HeadscaleDoors open(URI url, Credential credential, String loginServer) {
    Duration longest = config.connectTimeout().plus(config.readTimeout());
    HeadscaleApi api =
        QuarkusRestClientBuilder.newBuilder()
            .baseUri(url)
            .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .followRedirects(false)
            .disableDefaultMapper(true)
            .httpClientOptionsCustomizer(options -> options.setKeepAliveTimeout(IDLE_SECONDS))
            .userAgent("veilor-mesh")
            .build(HeadscaleApi.class);
    GuardedCalls calls = new GuardedCalls(longest, meters);
    // Whoever asks may have to learn the version first.
    Duration patience = longest.multipliedBy(2);
    Conversation conversation = new Conversation(api, credential, calls, config, clock);
    return new HeadscaleDoors(
        new RestHeadscale(api, conversation, patience, loginServer),
        new RestKeys(api, conversation),
        new RestNodes(api, conversation, clock),
        new RestPolicy(api, conversation));
  }

  private static URI checked(URI url, String key) {
    String scheme = url.getScheme();
    if (scheme == null
        || !Set.of("http", "https").contains(scheme)
        || url.getHost() == null
        || url.getUserInfo() != null
        || url.getQuery() != null
        || url.getFragment() != null) {
      throw new ConfigurationException(
          key + " must be an http or https address such as https://headscale.example.org");
    }
    return url;
  }
}
