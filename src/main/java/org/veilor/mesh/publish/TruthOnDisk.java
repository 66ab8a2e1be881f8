package org.veilor.mesh.publish;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.veilor.mesh.policy.PolicyConfig;
import org.veilor.mesh.problem.Problem;

/** The file that the truth is kept in, read whole. */
@Singleton
final class TruthOnDisk {
  /** The reader of a truth takes no more. */
  private static final int MOST_BYTES = 4 << 20;

  private final PolicyConfig config;
  private final Clock clock;

  /** What the look before this one saw: content that is still the same has settled. */
  private volatile Optional<String> before = Optional.empty();

  TruthOnDisk(PolicyConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param isSettled whether nobody has written to it for a while
   */
  record Content(byte[] bytes, String hash, boolean isSettled) {}

  /** Fails with {@code policy-refused} if it is not there, cannot be read, or is too large. */
  Content read() {
    var file = config.file();
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw refused(file + " is no file: mesh.policy.file should name one.");
    }
    try (var in = Files.newInputStream(file)) {
      var written = Files.getLastModifiedTime(file).toInstant();
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw refused(file + " is larger than 4 MiB: it is not what mesh.policy.file should name.");
      }
      var hash = Hash.of(bytes);
      boolean same = before.filter(hash::equals).isPresent();
      before = Optional.of(hash);
      return new Content(bytes, hash, same || isOld(written));
    } catch (NoSuchFileException e) {
      throw refused(
          "%s is not there. Write it, or say in mesh.policy.file where it is."
              .formatted(file.toAbsolutePath().normalize()));
    } catch (AccessDeniedException e) {
      throw refused(
          "%s may not be read by the server's user (%s)."
              .formatted(file, System.getProperty("user.name")));
    } catch (IOException e) {
      throw refused("%s cannot be read: %s.".formatted(file, e.getMessage()));
    }
  }

  private boolean isOld(Instant written) {
    return Duration.between(written, clock.instant()).compareTo(config.fileSettles()) >= 0;
  }

  private static Problem refused(String sentence) {
    return new Problem(PolicyProblem.POLICY_REFUSED, sentence);
  }
}
