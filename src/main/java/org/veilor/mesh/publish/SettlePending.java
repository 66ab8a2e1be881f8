package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
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

  private static final String ACTION = "policy.settle";

  /** For so long nobody settles what its publisher is about to. */
  private static final Duration UNDISTURBED = Duration.ofSeconds(10);

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
        .filter(it -> isOlderThan(it, undisturbed()))
        .ifPresent(version -> {
          boolean has =
              headscale.policy().filter(it -> it.hujson().equals(version.policy())).isPresent();
          if (has) {
            // It will not go away again by itself, so there is nothing to wait for.
            book.inForce(version, SETTLER, ACTION);
            LOG.infof("version %d broke off; Headscale has it", version.number());
          } else if (isOlderThan(version, config.lease())) {
            book.giveUp(version, SETTLER, ACTION, ABANDONED);
            LOG.infof("version %d broke off; Headscale has not got it", version.number());
          }
        });
  }

  private Duration undisturbed() {
    return config.lease().compareTo(UNDISTURBED) < 0 ? config.lease() : UNDISTURBED;
  }

  /** Distance, not order: a clock that was set back makes it wait longer, never less. */
  private boolean isOlderThan(PolicyVersion version, Duration age) {
    return Duration.between(version.createdAt(), clock.instant()).abs().compareTo(age) > 0;
  }

  /** For whoever would publish at the same time as somebody else, or after one that broke off. */
  Problem inFlight(PolicyVersion version) {
    return new Problem(
            PolicyProblem.PUBLISH_IN_FLIGHT,
            "Version %d is being published, or that broke off: at %s by %s. After %s at the latest it is known whether it is in force. Look at the history, then try again."
                .formatted(
                    version.number(),
                    version.createdAt().truncatedTo(ChronoUnit.SECONDS),
                    version.author().name(),
                    version.createdAt().plus(config.lease()).truncatedTo(ChronoUnit.SECONDS)))
        .with("version", version.number())
        .retryAfter(UNDISTURBED);
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
