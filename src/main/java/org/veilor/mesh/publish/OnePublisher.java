package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.upstream.HeadscaleProblem;

/**
 * One publish after another within this server; between servers the database sees to it. A refusal
 * is a line in the audit log, whoever asked.
 */
@ApplicationScoped
class OnePublisher {
  private final PublishPolicy publish;
  private final VersionQueries queries;
  private final VersionBook book;
  private final PolicyMetrics metrics;
  private final ReentrantLock turn = new ReentrantLock();

  OnePublisher(
      PublishPolicy publish, VersionQueries queries, VersionBook book, PolicyMetrics metrics) {
    this.publish = publish;
    this.queries = queries;
    this.book = book;
    this.metrics = metrics;
  }

  Published publish(byte[] truth, Actor author, String reason, OptionalLong base) {
    return inTurn(
        author,
        "policy.publish",
        Hash.of(truth),
        () -> publish.publish(PublishWish.publish(Candidate.of(truth), author, reason, base)));
  }

  /** Fails with {@code not-found} for a version that never was in force. */
  Published rollBack(long number, Actor author, String reason, OptionalLong base) {
    return inTurn(
        author,
        "policy.rollback",
        null,
        () -> {
          var version =
              queries
                  .find(number)
                  .filter(it -> it.state() != VersionState.PENDING)
                  .filter(it -> it.state() != VersionState.GIVEN_UP)
                  .orElseThrow(() ->
                      new Problem(
                          GeneralProblem.NOT_FOUND,
                          "There is no version %d that ever was in force: see the history."
                              .formatted(number)));
          var wish = PublishWish.publish(Candidate.of(version.truth()), author, reason, base);
          return publish.publish(wish.rollsBackTo(number));
        });
  }

  private Published inTurn(
      Actor author, String action, @Nullable String truthHash, Supplier<Published> deed) {
    turn.lock();
    try {
      var published = deed.get();
      metrics.published(published.changed() ? "ok" : "unchanged");
      return published;
    } catch (Problem e) {
      metrics.published(e.type().slug());
      if (isNo(e)) {
        book.refused(author, action, truthHash, e.type().slug());
      }
      throw e;
    } finally {
      turn.unlock();
    }
  }

  /** That Headscale is away is no refusal; it is told, and tried again. */
  private static boolean isNo(Problem e) {
    return e.type() instanceof PolicyProblem || e.type() == HeadscaleProblem.HEADSCALE_REFUSED;
  }
}
