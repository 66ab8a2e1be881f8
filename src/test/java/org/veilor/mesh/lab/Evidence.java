package org.veilor.mesh.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What a lab's parts wrote, kept beyond the lab in {@code target/evidence}: the end of the run
 * searches it for secrets, and who looks into a failure finds it there.
 */
enum Evidence {
  DUMP,
  METRICS,
  SERVER_LOG,
  HEADSCALE_LOG;

  static final Path FOLDER = Path.of("target", "evidence");

  /** Each call makes a file of its own, {@code <kind>-<unique>.txt}. */
  void keep(String text) {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(prefix() + UUID.randomUUID() + ".txt"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean is(Path file) {
    return file.getFileName().toString().startsWith(prefix());
  }

  private String prefix() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-";
  }
}
