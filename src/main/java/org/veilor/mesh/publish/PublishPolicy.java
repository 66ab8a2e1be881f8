package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.books.HeadscaleOfRecord;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.headscale.HeadscalePolicy;
import org.veilor.mesh.headscale.StoredPolicy;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.upstream.HeadscaleProblems;

/**
 * Puts a candidate in force: Headscale's own check, version on record, PUT, and a GET that must
 * answer the same text. Wherever that breaks off, {@link SettlePending} finds out what is in force.
 */
@ApplicationScoped
class PublishPolicy {
  private static final Logger LOG = Logger.getLogger(PublishPolicy.class);

  private final HeadscaleOfRecord books;
  private final HeadscalePolicy headscale;
  private final HeadscaleTests tests;
  private final VersionBook book;
  private final VersionQueries queries;
  private final FoundPolicies found;
  private final SettlePending pending;

  PublishPolicy(
      HeadscaleOfRecord books,
      HeadscalePolicy headscale,
      HeadscaleTests tests,
      VersionBook book,
      VersionQueries queries,
      FoundPolicies found,
      SettlePending pending) {
    this.books = books;
    this.headscale = headscale;
    this.tests = tests;
    this.book = book;
    this.queries = queries;
    this.found = found;
    this.pending = pending;
  }

  /** Fails with a {@link Problem}; then the policy before is in force, or the problem says so. */
  Published publish(PublishWish wish) {
    books.requireNow();
    try {
      pending.settle();
      var before = queries.inForce().orElse(null);
      requireBase(wish, before);
      var live = headscale.policy();
      if (before != null && isSame(wish, before) && isText(live, wish)) {
        return new Published(before, false);
      }
      requireDatabaseMode(wish, live);
      headscale.checkPolicy(tests.with(wish.candidate()));
      keepForeign(live, before);
      return inForce(wish, open(wish, before), live);
    } catch (HeadscaleException e) {
      throw HeadscaleProblems.of(e);
    }
  }

  private static void requireBase(PublishWish wish, @Nullable PolicyVersion before) {
    long present = numberOf(before);
    if (wish.base().isEmpty() || wish.base().getAsLong() == present) {
      return;
    }
    throw new Problem(
            PolicyProblem.POLICY_MOVED_ON,
            before == null
                ? "No policy is in force, and yours was made from version %d. Look at the history."
                    .formatted(wish.base().getAsLong())
                : "Version %d is in force, by %s (%s); yours was made from version %d. See what has changed, put your change into it, and publish with %d as its base."
                    .formatted(
                        present,
                        before.author().name(),
                        before.reason(),
                        wish.base().getAsLong(),
                        present))
        .with("inForce", present);
  }

  private static boolean isSame(PublishWish wish, PolicyVersion before) {
    return before.truthHash().equals(wish.candidate().truthHash())
        && before.policy().equals(wish.candidate().policy());
  }

  private static boolean isText(Optional<StoredPolicy> live, PublishWish wish) {
    return live.filter(it -> it.hujson().equals(wish.candidate().policy())).isPresent();
  }

  private static void requireDatabaseMode(PublishWish wish, Optional<StoredPolicy> live) {
    if (live.isPresent() && live.get().updatedAt().isEmpty() && !isText(live, wish)) {
      throw new Problem(
          PolicyProblem.HEADSCALE_KEEPS_FILE,
          "Headscale runs with policy.mode: file, so nobody can give it a policy. Set policy.mode: database in its configuration and restart it; or run ./mesh policy render, copy acl/policy.hujson over Headscale's file, reload Headscale, and publish again.");
    }
  }

  private void keepForeign(Optional<StoredPolicy> live, @Nullable PolicyVersion before) {
    live.map(StoredPolicy::hujson)
        .filter(it -> before == null || !before.policy().equals(it))
        .filter(it -> !it.isBlank())
        .ifPresent(found::keep);
  }

  private PolicyVersion open(PublishWish wish, @Nullable PolicyVersion before) {
    var diffs = Diffs.between(before, wish.candidate());
    try {
      return book.open(wish, diffs, numberOf(before)).orElseThrow(PublishPolicy::movedOn);
    } catch (PersistenceException e) {
      var other = queries.pending();
      if (other.isPresent()) {
        throw pending.inFlight(other.get());
      }
      if (queries.inForce().map(PolicyVersion::number).orElse(0L) != numberOf(before)) {
        throw movedOn();
      }
      throw e;
    }
  }

  private static Problem movedOn() {
    return new Problem(
        PolicyProblem.POLICY_MOVED_ON,
        "Somebody else has published a policy at the same moment. Look at the history, then try again.");
  }

  private static long numberOf(@Nullable PolicyVersion version) {
    return version == null ? 0 : version.number();
  }

  private Published inForce(PublishWish wish, PolicyVersion version, Optional<StoredPolicy> live) {
    if (!isText(live, wish) && !isText(written(wish, version), wish)) {
      book.giveUp(version, wish.author(), wish.action(), PolicyProblem.POLICY_OVERWRITTEN.slug());
      throw new Problem(
          PolicyProblem.POLICY_OVERWRITTEN,
          "Headscale took the policy and has another now: somebody else writes to it. Version %d was given up."
              .formatted(version.number()));
    }
    return book.inForce(version, wish.author(), wish.action())
        // Or somebody who looked has found it there before us.
        .or(() -> queries.find(version.number()).filter(it -> it.state() != VersionState.GIVEN_UP))
        .map(it -> new Published(it, true))
        .orElseThrow(() ->
            new Problem(
                PolicyProblem.PUBLISH_IN_FLIGHT,
                "Another server has given version %d up meanwhile: look at the history."
                    .formatted(version.number())));
  }

  /**
   * What Headscale has once it was asked to take ours. An answer that was lost is no failure yet:
   * the GET behind it tells. If nobody does, the version stays pending.
   */
  private Optional<StoredPolicy> written(PublishWish wish, PolicyVersion version) {
    var lost = write(wish, version);
    try {
      var now = headscale.policy();
      if (lost.isPresent() && !isText(now, wish)) {
        // It may still be on its way.
        throw pending.unknown(version, lost.get());
      }
      return now;
    } catch (HeadscaleException e) {
      LOG.warnf("version %d: %s", version.number(), e.getMessage());
      throw pending.unknown(version, e);
    }
  }

  /** Answers the failure that leaves it open whether it was taken. */
  private Optional<HeadscaleException> write(PublishWish wish, PolicyVersion version) {
    try {
      headscale.setPolicy(wish.candidate().policy());
      return Optional.empty();
    } catch (HeadscaleException e) {
      if (e.failure().mayHaveTakenEffect()) {
        LOG.infof("the answer to a PUT was lost (%s); looking what Headscale has", e.getMessage());
        return Optional.of(e);
      }
      var problem = HeadscaleProblems.of(e);
      book.giveUp(version, wish.author(), wish.action(), problem.type().slug());
      throw problem;
    }
  }
}
