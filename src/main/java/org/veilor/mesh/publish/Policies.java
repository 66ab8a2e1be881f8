package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.veilor.mesh.identity.Caller;
import org.veilor.mesh.identity.Scope;
import org.veilor.mesh.policy.PolicyConfig;
import org.veilor.mesh.policy.PolicyConfig.Source;
import org.veilor.mesh.problem.GeneralProblem;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.publish.Standing.Seen;

/**
 * The door to policies. Every method checks what the caller may do, and fails with a {@link
 * Problem} whose text can be shown to a person. What publishes refuses to run inside a caller's
 * transaction.
 */
@ApplicationScoped
public class Policies {
  private final OnePublisher publisher;
  private final FileSource file;
  private final PolicyWatch watch;
  private final VersionQueries queries;
  private final PolicyConfig config;

  Policies(
      OnePublisher publisher,
      FileSource file,
      PolicyWatch watch,
      VersionQueries queries,
      PolicyConfig config) {
    this.publisher = publisher;
    this.file = file;
    this.watch = watch;
    this.queries = queries;
    this.config = config;
  }

  /**
   * Publishes a truth that is kept in the database from then on.
   *
   * @param base the version that it was made from; 0 for none, empty for whatever is in force
   */
  @Transactional(TxType.NEVER)
  public Published publish(Caller caller, byte[] truth, String reason, OptionalLong base) {
    require(caller, Scope.POLICY_WRITE);
    if (config.source() == Source.FILE) {
      throw new Problem(
          PolicyProblem.POLICY_KEPT_IN_FILE,
          "The policy is kept in %s on the server: change it there. To keep it in the database, set mesh.policy.source=database."
              .formatted(config.file()));
    }
    return looked(publisher.publish(truth, caller.actor(), reason, base));
  }

  /** Publishes what stands in the server's file now. */
  @Transactional(TxType.NEVER)
  public Published publishFile(Caller caller, String reason) {
    require(caller, Scope.POLICY_WRITE);
    if (config.source() != Source.FILE) {
      throw Problem.invalid(
          "truth",
          "truth is missing: the policy is kept in the database, so send the file's text.");
    }
    return looked(file.publish(caller.actor(), reason));
  }

  /** Publishes a version of old anew, as far as today's proof allows it. */
  @Transactional(TxType.NEVER)
  public Published rollBack(Caller caller, long number, String reason, OptionalLong base) {
    require(caller, Scope.POLICY_WRITE);
    var published = publisher.rollBack(number, caller.actor(), reason, base);
    file.overruled();
    return looked(published);
  }

  private Published looked(Published published) {
    watch.look();
    return published;
  }

  public Optional<PolicyVersion> inForce(Caller caller) {
    require(caller, Scope.POLICY_READ);
    return queries.inForce();
  }

  /** How Headscale's compares, as of some seconds ago at most. */
  public Seen standing(Caller caller) {
    require(caller, Scope.POLICY_READ);
    return watch.recent();
  }

  /** What an admin should know of the file. */
  public Optional<String> fileAlarm(Caller caller) {
    require(caller, Scope.POLICY_READ);
    return file.alarm();
  }

  /** The text of the server's file; empty if the policy is kept in the database. */
  public Optional<byte[]> file(Caller caller) {
    require(caller, Scope.POLICY_READ);
    return config.source() == Source.FILE ? Optional.of(file.read()) : Optional.empty();
  }

  public Source source() {
    return config.source();
  }

  /** Newest first, below the given number. One more than the limit, if there are more. */
  public List<PolicyVersion> history(Caller caller, long below, int limit) {
    require(caller, Scope.POLICY_READ);
    return queries.list(below, limit);
  }

  /** Fails with {@code not-found}. */
  public PolicyVersion version(Caller caller, long number) {
    require(caller, Scope.POLICY_READ);
    return queries
        .find(number)
        .orElseThrow(() ->
            new Problem(
                GeneralProblem.NOT_FOUND,
                "There is no version %d: see the history.".formatted(number)));
  }

  private static void require(Caller caller, Scope scope) {
    if (!caller.may(scope)) {
      throw new Problem(
          GeneralProblem.FORBIDDEN,
          "This token has no scope %s: use one that has.".formatted(scope.text()));
    }
  }
}
