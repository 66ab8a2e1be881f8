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
import org.veilor.mesh.headscale.HeadscalePolicy;
import org.veilor.mesh.headscale.StoredPolicy;
import org.veilor.mesh.policy.PolicyConfig;
import org.veilor.mesh.policy.PolicyConfig.FileChange;
import org.veilor.mesh.policy.PolicyConfig.Source;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.proof.Meaning;
import org.veilor.mesh.publish.TruthOnDisk.Content;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.reach.RulesReading;
import org.veilor.mesh.upstream.HeadscaleProblem;

/**
 * Notices that the file has changed, and publishes it or tells of it, as configured. The first one
 * is published in any case: without, no key would be minted.
 */
@ApplicationScoped
class FileSource {
  private static final Logger LOG = Logger.getLogger(FileSource.class);
  private static final Actor FILE = Actor.system("policy-file");
  private static final Duration WAITS = Duration.ofSeconds(5);

  private final PolicyConfig config;
  private final TruthOnDisk disk;
  private final ActedFile acted;
  private final VersionQueries queries;
  private final OnePublisher publisher;
  private final HeadscalePolicy headscale;
  private final Clock clock;

  private volatile Optional<String> alarm = Optional.empty();
  private Instant again = Instant.EPOCH;

  FileSource(
      PolicyConfig config,
      TruthOnDisk disk,
      ActedFile acted,
      VersionQueries queries,
      OnePublisher publisher,
      HeadscalePolicy headscale,
      Clock clock) {
    this.config = config;
    this.disk = disk;
    this.acted = acted;
    this.queries = queries;
    this.publisher = publisher;
    this.headscale = headscale;
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
    boolean first = queries.inForce().isEmpty();
    var last = acted.last().filter(it -> it.hash().equals(content.hash()));
    if (last.isPresent() && (!first || last.get().refusal().isPresent())) {
      last.get().refusal().ifPresentOrElse(this::alarm, this::calm);
      return false;
    }
    return content.isSettled() && !isWaiting() && act(content, first);
  }

  private boolean act(Content content, boolean first) {
    try {
      if (!first && config.onFileChange() == FileChange.ALARM) {
        Candidate.of(content.bytes());
        refuse(
            content,
            config.file()
                + " has changed and is not in force. To publish it, run: ./mesh policy publish");
        return false;
      }
      if (first && headscaleHasItsOwn(content)) {
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

  /** What somebody has written there by hand is not ours to replace unasked. */
  private boolean headscaleHasItsOwn(Content content) {
    var live = headscale.policy().map(StoredPolicy::hujson).orElse("");
    if (live.isBlank()) {
      return false;
    }
    var ours = Rules.read(Candidate.of(content.bytes()).policy());
    return !(Rules.read(live) instanceof RulesReading.Good(var theirs)
        && (theirs.allowsAll()
            || ours instanceof RulesReading.Good(var rules)
                && Meaning.of(theirs).equals(Meaning.of(rules))));
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
    calm();
    return published;
  }

  /** The policy was rolled back by hand: what the file says now is not to undo that. */
  synchronized void overruled() {
    if (config.source() == Source.FILE) {
      acted.acted(disk.read().hash(), null);
    }
  }

  private void alarm(String sentence) {
    if (alarm.filter(sentence::equals).isEmpty()) {
      LOG.errorf("policy: %s", sentence);
    }
    alarm = Optional.of(sentence);
  }

  private void calm() {
    alarm = Optional.empty();
  }
}
