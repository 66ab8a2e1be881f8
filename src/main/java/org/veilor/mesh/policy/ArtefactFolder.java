package org.veilor.mesh.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

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

  /** What would be written leads elsewhere. The message is a sentence. */
  public static final class LeadsOut extends IOException {
    private static final long serialVersionUID = 1L;

    private LeadsOut(String sentence) {
      super(sentence);
    }
  }

  /**
   * What rendering would change in one that is there and differs, unified; bytes that are no text
   * are shown as such, and what a terminal would obey as a space. Empty if only line ends differ.
   */
  public String difference(Artefacts artefacts, String file) throws IOException {
    var is = new String(Files.readAllBytes(inside(file)), StandardCharsets.UTF_8);
    var wanted = artefacts.files().getOrDefault(file, "");
    var name = Words.line(folder.resolve(file).toString());
    return TextDiff.unified(name, is, name + " (rendered)", wanted)
        .lines()
        .map(Words::visible)
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  public Map<String, State> compare(Artefacts artefacts) throws IOException {
    var states = new LinkedHashMap<String, State>();
    for (var file : artefacts.files().entrySet()) {
      var path = inside(file.getKey());
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
   * must not read a half. Fails with {@link LeadsOut} before it has written any.
   *
   * @return how each was before
   */
  public Map<String, State> write(Artefacts artefacts) throws IOException {
    var states = compare(artefacts);
    for (var file : artefacts.files().entrySet()) {
      if (states.get(file.getKey()) != State.SAME) {
        replace(inside(file.getKey()), bytes(file.getValue()));
      }
    }
    return states;
  }

  /** Whoever put a link there may not have the right to what it leads to; who renders has it. */
  private Path inside(String file) throws IOException {
    var path = folder;
    for (var part : Path.of(file)) {
      path = path.resolve(part);
      if (Files.isSymbolicLink(path)
          && !(Files.exists(path) && path.toRealPath().startsWith(folder.toRealPath()))) {
        throw new LeadsOut(
            "%s is a link to %s, which is not in %s: what is there is neither shown nor replaced. Remove the link, or name another folder with --out."
                .formatted(
                    path,
                    Words.line(Files.readSymbolicLink(path).toString()),
                    folder.toAbsolutePath().normalize()));
      }
    }
    return path;
  }

  private static void replace(Path path, byte[] bytes) throws IOException {
    // A link within the folder stays one: what it points to is replaced.
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
