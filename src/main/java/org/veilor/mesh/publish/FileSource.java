package org.veilor.mesh.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;
import org.veilor.mesh.audit.Actor;
import org.veilor.mesh.policy.PolicyConfig;
import org.veilor.mesh.policy.PolicyConfig.FileChange;
import org.veilor.mesh.policy.PolicyConfig.Source;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.publish.TruthOnDisk.Content;

/**
 * Notices that the file has changed, and publishes it or tells of it, as configured. The first one
 * is published in any case: without, no key would be minted.
 */
@ApplicationScoped
class FileSource {
  private static final Logger LOG = Logger.getLogger(FileSource.class);
  private static final Actor FILE = Actor.system("policy-file");

  private final PolicyConfig config;
  private final TruthOnDisk disk;
  private final ActedFile acted;
  private final VersionQueries queries;
  private final OnePublisher publisher;

  private volatile Optional<String> alarm = Optional.empty();

  FileSource(
      PolicyConfig config,
      TruthOnDisk disk,
      ActedFile acted,
      VersionQueries queries,
      OnePublisher publisher) {
    this.config = config;
    this.disk = disk;
    this.acted = acted;
    this.queries = queries;
    this.publisher = publisher;
  }

  /** What an admin should know of the file: it is refused, or waits to be published. */
  Optional<String> alarm() {
    return alarm;
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
    return content.isSettled() && act(content, first);
  }

  private boolean act(Content content, boolean first) {
    try {
      if (!first && config.onFileChange() == FileChange.ALARM) {
        Candidate.of(content.bytes());
        alarm(
            config.file()
                + " has changed and is not in force. To publish it: ./mesh policy publish");
        return false;
      }
      publish(content, FILE, first ? "the first policy" : config.file() + " has changed");
      return true;
    } catch (Problem refused) {
      if (refused.type() instanceof PolicyProblem || isHeadscalesNo(refused)) {
        // Not asked again until the file is another one.
        acted.acted(content.hash(), refused.detail());
        alarm(refused.detail());
      } else {
        LOG.infof("%s is published later: %s", config.file(), refused.detail());
      }
      return false;
    }
  }

  private static boolean isHeadscalesNo(Problem problem) {
    return problem.type() == org.veilor.mesh.upstream.HeadscaleProblem.HEADSCALE_REFUSED;
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
