package org.veilor.mesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for secrets in files. A secret counts as found if its secret part stands anywhere, alone or
 * amid other text; what is reported is the place, never the secret.
 */
public final class SecretSearch {
  /** All characters of which secret parts are made; so each hit lies within one such run. */
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_-]+");

  private final Map<Integer, Set<String>> byLength;

  public SecretSearch(Collection<String> secretParts) {
    for (String part : secretParts) {
      if (!RUN.matcher(part).matches()) {
        throw new IllegalArgumentException("A secret part has other characters than expected");
      }
    }
    byLength =
        secretParts.stream().collect(Collectors.groupingBy(String::length, Collectors.toSet()));
  }

  /** The places, as {@code file:line}, in all regular files of a folder and below; sorted. */
  public Set<String> in(Path folder) {
    Set<String> places = new TreeSet<>();
    for (Path file : files(folder)) {
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (isIn(lines.get(i))) {
          places.add(file + ":" + (i + 1));
        }
      }
    }
    return places;
  }

  /** The regular files of a folder and below; none if there is no such folder. */
  public static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** ISO 8859-1 takes any bytes, and leaves ASCII, of which secrets are made, as it is. */
  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isIn(String line) {
    var runs = RUN.matcher(line);
    while (runs.find()) {
      String run = runs.group();
      for (var parts : byLength.entrySet()) {
        for (int at = 0; at + parts.getKey() <= run.length(); at++) {
          if (parts.getValue().contains(run.substring(at, at + parts.getKey()))) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
