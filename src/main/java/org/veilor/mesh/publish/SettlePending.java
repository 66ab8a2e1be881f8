package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.HeadscalePolicy;
import org.veilor.mesh.policy.PolicyConfig;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.upstream.HeadscaleProblems;

/** Finds out what became of a publish that broke off: Headscale has its policy, or has not. */
@ApplicationScoped
class SettlePending {
  private static final Logger LOG = Logger.getLogger(SettlePending.class);
  private static final Actor SETTLER = Actor.system("policy-settler");

  /** Of one that broke off. */
  static final String ABANDONED = "abandoned";

  private final HeadscalePolicy headscale;
  private final VersionBook book;
  private final VersionQueries queries;
  private final PolicyConfig config;
  private final Clock clock;

  SettlePending(
      HeadscalePolicy headscale,
      VersionBook book,
      VersionQueries queries,
      PolicyConfig config,
      Clock clock) {
    this.headscale = headscale;
    this.book = book;
    this.queries = queries;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Settles the pending version if it was left by whoever published it. Fails with {@link
   * HeadscaleException} if Headscale does not say what it has; then it stays as it is.
   */
  void settle() {
    queries
        .pending()
        .filter(it -> isAbandoned(it))
        .ifPresent(version -> {
          boolean has =
              headscale.policy().filter(it -> it.hujson().equals(version.policy())).isPresent();
          if (has) {
            book.inForce(version, SETTLER, "policy.settle");
          } else {
            book.giveUp(version, SETTLER, "policy.settle", ABANDONED);
          }
          LOG.infof(
              "version %d broke off; Headscale %s it", version.number(), has ? "has" : "has not");
        });
  }

  /** Distance, not order: a clock that was set back makes it wait longer, never less. */
  private boolean isAbandoned(PolicyVersion version) {
    return Duration.between(version.createdAt(), clock.instant()).abs().compareTo(config.lease())
        > 0;
  }

  /** For whoever must be told that nobody knows yet. */
  Problem unknown(PolicyVersion version, HeadscaleException e) {
    var of = HeadscaleProblems.of(e);
    return new Problem(
            of.type(),
            "%s Whether version %d is in force is not known yet; the server finds out by itself, and ./mesh policy history tells."
                .formatted(of.detail(), version.number()),
            e)
        .with("version", version.number());
  }
}
