package org.veilor.mesh.identity;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.veilor.mesh.audit.Actor;

/**
 * Keeps a working token with every scope in a file that only the server's own user can read, so
 * that the command line on this machine works at once. Whoever can read the file could read the
 * database's password as well.
 */
@Singleton
class LocalToken {
  static final String NAME = "local";

  private static final Logger LOG = Logger.getLogger(LocalToken.class);
  private static final Set<Scope> SCOPES = EnumSet.allOf(Scope.class);

  private final IdentityConfig config;
  private final VertxHttpConfig http;
  private final CheckApiToken tokens;
  private final RenewLocalToken renew;

  LocalToken(
      IdentityConfig config, VertxHttpConfig http, CheckApiToken tokens, RenewLocalToken renew) {
    this.config = config;
    this.http = http;
    this.tokens = tokens;
    this.renew = renew;
  }

  /** At the server's start only: a command beside a running server must not renew its token. */
  void atStart(@Observes StartupEvent start) {
    if (http.hostEnabled()) {
      config.localTokenFile().ifPresent(this::ensure);
    }
  }

  void ensure(Path file) {
    try {
      if (!works(file)) {
        String text = renew.renew(Actor.system("local-token"), SCOPES);
        SecretFile.write(file, text + "\n");
        LOG.infof("wrote a new local token to %s", file);
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot keep the local token in %s: %s. Make its directory writable for the server, or"
                  .formatted(file, e.getMessage())
              + " leave mesh.identity.local-token-file out.",
          e);
    }
  }

  private boolean works(Path file) throws IOException {
    if (!Files.exists(file) || !SecretFile.isPrivate(file)) {
      return false;
    }
    Optional<ApiToken> token =
        TokenText.parse(Files.readString(file, StandardCharsets.UTF_8).strip())
            .flatMap(tokens::check);
    return token.isPresent()
        && token.get().name().equals(NAME)
        && token.get().scopes().containsAll(SCOPES)
        && !renew.isDue(token.get());
  }
}
