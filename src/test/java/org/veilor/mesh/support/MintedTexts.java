package org.veilor.mesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Every secret that a test run has seen minted, so that the run's end can search for them in
 * whatever was written meanwhile: pre-auth keys and API keys of Headscale, API tokens of ours. Kept
 * in a file, for the search runs in a JVM of its own, and removed by the search.
 */
public final class MintedTexts {
  private static final Path FILE = Path.of("target", "minted-key-texts.txt");
  // Headscale 0.29: twelve characters may be known, a hyphen, 64 may not. Ours: twelve, and 43.
  private static final Pattern SECRET =
      Pattern.compile("hskey-(?:auth|api)-[A-Za-z0-9_-]{77}|mesh_[a-z2-7]{12}_[A-Za-z0-9_-]{43}");
  private static final int KEY_PART = 64;
  private static final int TOKEN_PART = 43;

  private MintedTexts() {}

  /** Takes down every secret that stands in an answer. */
  public static synchronized void rememberFrom(String answer) {
    List<String> found = secretsIn(answer);
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

  static List<String> secretsIn(String answer) {
    return SECRET.matcher(answer).results().map(MatchResult::group).distinct().toList();
  }

  public static List<String> all() {
    try {
      return Files.exists(FILE) ? Files.readAllLines(FILE).stream().distinct().toList() : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What nobody may find of a secret; the rest of it is a handle that may be written down. */
  public static String secretPart(String text) {
    return text.substring(text.length() - (isToken(text) ? TOKEN_PART : KEY_PART));
  }

  public static boolean isToken(String text) {
    return text.startsWith("mesh_");
  }

  /** For the end of the search: nothing secret outlives the run. */
  public static synchronized void forget() {
    try {
      Files.deleteIfExists(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
