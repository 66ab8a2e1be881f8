package org.veilor.mesh.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the artefacts are: beside the truth. */
public final class ArtefactFolder {
  private final Path folder;

  public ArtefactFolder(Path folder) {
    this.folder = folder;
  }

  /** Whether each file is there as it should be. */
  public enum State {
    SAME,
    DIFFERENT,
    MISSING
  }

  public Map<String, State> compare(Artefacts artefacts) throws IOException {
    var states = new LinkedHashMap<String, State>();
    for (var file : artefacts.files().entrySet()) {
      var path = folder.resolve(file.getKey());
      states.put(
          file.getKey(),
          !Files.exists(path)
              ? State.MISSING
              : java.util.Arrays.equals(Files.readAllBytes(path), bytes(file.getValue()))
                  ? State.SAME
                  : State.DIFFERENT);
    }
    return states;
  }

  /**
   * Writes those that differ, each whole or not at all: Headscale and Traefik watch these files and
   * must not read a half.
   *
   * @return how each was before
   */
  public Map<String, State> write(Artefacts artefacts) throws IOException {
    var states = compare(artefacts);
    for (var file : artefacts.files().entrySet()) {
      if (states.get(file.getKey()) != State.SAME) {
        replace(folder.resolve(file.getKey()), bytes(file.getValue()));
      }
    }
    return states;
  }

  private static void replace(Path path, byte[] bytes) throws IOException {
    // A link stays one: what it points to is replaced.
    var target = Files.exists(path) ? path.toRealPath() : path;
    Files.createDirectories(target.toAbsolutePath().getParent());
    var half = target.resolveSibling(target.getFileName() + ".new");
    Files.write(half, bytes);
    if (Files.exists(target)) {
      Files.setPosixFilePermissions(half, Files.getPosixFilePermissions(target));
    }
    Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
