package org.veilor.mesh.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where the policy comes from, and what is done when it is not as it should be. */
@ConfigMapping(prefix = "mesh.policy")
public interface PolicyConfig {
  /**
   * Where the truth is kept: {@code file}, which is read again whenever it changes, or {@code
   * database}, where {@code ./mesh policy publish} puts it.
   */
  @WithDefault("file")
  @NotNull
  Source source();

  /** The truth, if it is kept in a file. */
  @WithDefault("acl/mesh.yaml")
  @NotNull
  Path file();

  /**
   * What is done with a changed file: {@code publish} it if it is proven, or only {@code alarm}
   * until somebody publishes it. One that is refused is an alarm in any case.
   */
  @WithDefault("publish")
  @NotNull
  FileChange onFileChange();

  /** How often the file is looked at. Whole seconds. */
  @WithDefault("PT1S")
  @DurationMin(seconds = 1)
  Duration lookAtFileEvery();

  /** A file that changed is left alone for so long, lest it is read while it is being written. */
  @WithDefault("PT1S")
  @DurationMax(minutes = 5)
  Duration fileSettles();

  /**
   * What is done if Headscale has another policy than the one published: only {@code alarm}, or
   * {@code restore} ours as well.
   */
  @WithDefault("alarm")
  @NotNull
  Drift onDrift();

  /** How often Headscale's policy is compared with the one published. Whole seconds. */
  @WithDefault("PT10S")
  @DurationMin(seconds = 1)
  Duration checkEvery();

  /** For so long a look at Headscale's policy serves the mints that follow it. */
  @WithDefault("PT5S")
  @DurationMax(minutes = 1)
  Duration goodFor();

  /**
   * After this long a publish that did not come to its end counts as abandoned by a server that
   * died. Must be longer than the calls of one publish can take.
   */
  @WithDefault("PT2M")
  @DurationMin(seconds = 1)
  Duration lease();

  /** Where the truth is kept. */
  enum Source {
    FILE,
    DATABASE
  }

  /** What is done with a file that changed. */
  enum FileChange {
    PUBLISH,
    ALARM
  }

  /** What is done with a policy that is not ours. */
  enum Drift {
    ALARM,
    RESTORE
  }
}
