package org.veilor.mesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Every key text that a test run has seen, so that the run's end can search for them in whatever
 * was written meanwhile. Kept in a file, for the search runs in a JVM of its own.
 */
public final class MintedTexts {
  private static final Path FILE = Path.of("target", "minted-key-texts.txt");
  private static final Pattern KEY = Pattern.compile("hskey-auth-[A-Za-z0-9_-]{77}");

  private MintedTexts() {}

  /** Takes down every key that stands in an answer. */
  public static synchronized void rememberFrom(String answer) {
    var found = KEY.matcher(answer).results().map(match -> match.group()).distinct().toList();
    if (found.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(FILE.getParent());
      Files.write(FILE, found, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<String> all() {
    try {
      return Files.exists(FILE) ? Files.readAllLines(FILE).stream().distinct().toList() : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
