package org.veilor.mesh.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The policy that the lab starts with: what is not named is denied. */
public final class LabPolicy {
  /** The one that {@code ./mesh up} sets: guests reach the edge's TLS port and nothing else. */
  public static final String DEFAULT_DENY = read(Path.of("acl/policy.hujson"));

  private LabPolicy() {}

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
