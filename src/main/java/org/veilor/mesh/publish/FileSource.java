package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.headscale.HeadscaleException;
import org.veilor.mesh.policy.PolicyConfig;
import org.veilor.mesh.policy.PolicyConfig.FileChange;
import org.veilor.mesh.policy.PolicyConfig.Source;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.publish.ActedFile.Last;
import org.veilor.mesh.publish.TruthOnDisk.Content;
import org.veilor.mesh.upstream.HeadscaleProblem;

/**
 * Notices that the file has changed, and publishes it or tells of it, as configured. The first one
 * is published in any case, for without it no key would be minted; unless Headscale has a policy
 * that somebody else made.
 */
@ApplicationScoped
class FileSource {
  private static final Logger LOG = Logger.getLogger(FileSource.class);
  private static final Actor FILE = Actor.system("policy-file");
  private static final String OVERRULED =
      " says something else than the version in force, which was put there after it. It is published once it changes, or by: ./mesh policy publish --reason again";
  private static final String OTHER_SERVER =
      " is not what is in force: another server has published a file of its own. Make them alike, or say which one by: ./mesh policy publish --reason this-one";
  private static final Duration WAITS = Duration.ofSeconds(5);

  private final PolicyConfig config;
  private final TruthOnDisk disk;
  private final ActedFile acted;
  private final VersionQueries queries;
  private final OnePublisher publisher;
  private final HeadscalesOwn own;
  private final Clock clock;

  private volatile Optional<String> alarm = Optional.empty();
  private Instant again = Instant.EPOCH;

  /** What of the file this server was done with. */
  private String handled = "";

  FileSource(
      PolicyConfig config,
      TruthOnDisk disk,
      ActedFile acted,
      VersionQueries queries,
      OnePublisher publisher,
      HeadscalesOwn own,
      Clock clock) {
    this.config = config;
    this.disk = disk;
    this.acted = acted;
    this.queries = queries;
    this.publisher = publisher;
    this.own = own;
    this.clock = clock;
  }

  /** What an admin should know of the file: it is refused, or waits to be published. */
  Optional<String> alarm() {
    return alarm;
  }

  /** Why nothing is published, and nothing is about to be. */
  Optional<String> whyNothing() {
    return config.source() == Source.FILE
        ? alarm
        : Optional.of(
            "To publish one, run: ./mesh policy publish acl/mesh.yaml --base 0 --reason first");
  }

  /** The same, also if something was in the way a moment ago. */
  synchronized boolean lookNow() {
    again = Instant.EPOCH;
    return look();
  }

  /** Answers whether it has published something. */
  synchronized boolean look() {
    if (config.source() != Source.FILE) {
      return false;
    }
    Content content;
    try {
      content = disk.read();
    } catch (Problem unreadable) {
      alarm(unreadable.detail());
      return false;
    }
    var inForce = queries.truthInForce();
    var last = acted.last();
    boolean same = last.filter(it -> it.hash().equals(content.hash())).isPresent();
    if (inForce.filter(content.hash()::equals).isPresent()) {
      if (!same) {
        acted.acted(content.hash(), null);
      }
      done(content);
      return false;
    }
    var refusal = last.filter(_ -> same).flatMap(Last::refusal);
    if (refusal.isPresent() || same && inForce.isPresent()) {
      handled = content.hash();
      alarm(refusal.orElse(config.file() + OVERRULED));
      return false;
    }
    if (inForce.isPresent() && content.hash().equals(handled)) {
      // Else two servers with two files would publish against each other for ever.
      alarm(config.file() + OTHER_SERVER);
      return false;
    }
    return content.isSettled() && !isWaiting() && act(content, inForce.isEmpty());
  }

  private boolean act(Content content, boolean first) {
    try {
      if (!first && config.onFileChange() == FileChange.ALARM) {
        Candidate.of(content.bytes());
        refuse(
            content,
            config.file()
                + " has changed and is not in force. To publish it, run: ./mesh policy publish --reason reviewed");
        return false;
      }
      if (first && own.isOtherThan(Candidate.of(content.bytes()))) {
        refuse(
            content,
            "Headscale has a policy already that is not the one of %s, and nobody said that it may be replaced. See the difference (./mesh policy diff), and to replace it, run: ./mesh policy publish --reason first"
                .formatted(config.file()));
        return false;
      }
      publish(content, FILE, first ? "the first policy" : config.file() + " has changed");
      return true;
    } catch (HeadscaleException e) {
      waits(e.getMessage() + "");
      return false;
    } catch (Problem problem) {
      if (isNo(problem)) {
        refuse(
            content,
            "%s is refused, and what was in force stays. %s To see all of it, run: ./mesh policy check"
                .formatted(config.file(), problem.detail()));
      } else {
        waits(problem.detail());
      }
      return false;
    }
  }

  /** It is not asked again until the file is another one, or somebody wishes it. */
  private void refuse(Content content, String sentence) {
    acted.acted(content.hash(), sentence);
    handled = content.hash();
    alarm(sentence);
  }

  /** Something is in the way that passes. */
  private void waits(String why) {
    again = clock.instant().plus(WAITS);
    var sentence = "%s is published later: %s".formatted(config.file(), why);
    if (alarm.filter(sentence::equals).isEmpty()) {
      LOG.warnf("policy: %s", sentence);
    }
    alarm = Optional.of(sentence);
  }

  /** No longer than that, even if the clock is set back meanwhile. */
  private boolean isWaiting() {
    var left = Duration.between(clock.instant(), again);
    return left.isPositive() && left.compareTo(WAITS) <= 0;
  }

  private static boolean isNo(Problem problem) {
    return problem.type() == PolicyProblem.POLICY_REFUSED
        || problem.type() == PolicyProblem.HEADSCALE_KEEPS_FILE
        || problem.type() == HeadscaleProblem.HEADSCALE_REFUSED;
  }

  /** Fails with {@code policy-refused} if it cannot be read. */
  byte[] read() {
    return disk.read().bytes();
  }

  /** What stands in the file now, by somebody's wish. */
  synchronized Published publish(Actor author, String reason) {
    return publish(disk.read(), author, reason);
  }

  private Published publish(Content content, Actor author, String reason) {
    var published = publisher.publish(content.bytes(), author, reason, OptionalLong.empty());
    acted.acted(content.hash(), null);
    done(content);
    return published;
  }

  /** The policy was rolled back by hand: what the file says now is not to undo that. */
  synchronized void overruled() {
    if (config.source() != Source.FILE) {
      return;
    }
    try {
      acted.acted(disk.read().hash(), null);
    } catch (Problem unreadable) {
      // It undoes nothing as it is, and the rollback has happened: look() tells of the file.
      LOG.infof("policy: rolled back without a file to hold back: %s", unreadable.detail());
    }
  }

  private void alarm(String sentence) {
    if (alarm.filter(sentence::equals).isEmpty()) {
      LOG.errorf("policy: %s", sentence);
    }
    alarm = Optional.of(sentence);
  }

  private void done(Content content) {
    handled = content.hash();
    alarm = Optional.empty();
  }
}
