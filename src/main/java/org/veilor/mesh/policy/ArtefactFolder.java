package org.veilor.mesh.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

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

  /**
   * Where a file begins to be another.
   *
   * @param line from 1
   * @param is what stands there; empty past the end
   * @param wanted what should
   */
  public record Difference(int line, String is, String wanted) {}

  /** Of one that is there and differs; bytes that are no text are shown as such. */
  public Difference difference(Artefacts artefacts, String file) throws IOException {
    var is = lines(new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.UTF_8));
    var wanted = lines(artefacts.files().getOrDefault(file, ""));
    int line = 0;
    while (line < Math.min(is.length, wanted.length) && is[line].equals(wanted[line])) {
      line++;
    }
    return new Difference(line + 1, at(is, line), at(wanted, line));
  }

  private static String[] lines(String text) {
    return text.split("\n", -1);
  }

  private static String at(String[] lines, int line) {
    return line < lines.length ? Words.line(lines[line]) : "";
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
    // A name of its own: two at once must not write into each other's half.
    var half = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      Files.write(half, bytes);
      if (Files.exists(target)) {
        Files.setPosixFilePermissions(half, Files.getPosixFilePermissions(target));
      }
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
