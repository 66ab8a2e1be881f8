package org.veilor.mesh.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Counts in this server's memory: a restart forgets, and each server counts for itself. */
@ApplicationScoped
class MemoryCallLimits implements CallLimits {
  private final TokenBuckets perToken;
  private final TokenBuckets perSubject;

  @Inject
  MemoryCallLimits(IdentityConfig config) {
    this(config, Ticker.systemTicker());
  }

  MemoryCallLimits(IdentityConfig config, Ticker ticker) {
    perToken =
        new TokenBuckets(
            config.limits().perToken(), Duration.ofMinutes(1), "calls with this token", ticker);
    perSubject =
        new TokenBuckets(
            config.limits().perSubject(), Duration.ofHours(1), "keys for this subject", ticker);
  }

  @Override
  public void spend(Caller caller) {
    perToken.spend(caller.credential());
  }

  @Override
  public void spendForSubject(String subject) {
    perSubject.spend(subject);
  }

  @Override
  public void giveBackForSubject(String subject) {
    perSubject.giveBack(subject);
  }
}
