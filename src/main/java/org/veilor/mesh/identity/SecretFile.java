package org.veilor.mesh.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that only its owner may read, and that is never there by half. */
final class SecretFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private SecretFile() {}

  /** Whoever reads the file meanwhile sees the old text or the new, whole. */
  static void write(Path file, String text) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    // Created with its rights, not given them afterwards: there is no moment when others may read.
    Path next =
        Files.createTempFile(
            directory, ".local-token", null, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      Files.writeString(next, text, StandardCharsets.UTF_8);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  static boolean isPrivate(Path file) throws IOException {
    return OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
  }
}
