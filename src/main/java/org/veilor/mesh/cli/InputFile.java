package org.veilor.mesh.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/** A file that a command is given, or standard input for {@code -}. */
final class InputFile {
  /** More than any file that is read as a whole; a policy for 10,000 services has one. */
  private static final int MOST_MIB = 64;

  private InputFile() {}

  /** Fails with {@link Unreadable}, whose message is a sentence. */
  static String text(String file) throws Unreadable {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file))).toString();
    } catch (CharacterCodingException e) {
      throw new Unreadable(file + " is not UTF-8.");
    }
  }

  /** At most 64 MiB. */
  static byte[] bytes(String file) throws Unreadable {
    // Not by its size: a pipe has none, and a device that never ends neither.
    byte[] bytes = with(file, in -> in.readNBytes((MOST_MIB << 20) + 1));
    if (bytes.length > MOST_MIB << 20) {
      throw new Unreadable(
          file + " is larger than " + MOST_MIB + " MiB: it is not what is meant here.");
    }
    return bytes;
  }

  /** For a list of any length, which is read as it comes. What is no UTF-8 fails on the way. */
  static <T> T read(String file, Function<Reader, T> reading) throws Unreadable {
    return with(
        file, in -> reading.apply(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())));
  }

  private interface Use<T> {
    T of(InputStream in) throws IOException;
  }

  private static <T> T with(String file, Use<T> use) throws Unreadable {
    try {
      if (file.equals("-")) {
        return use.of(System.in);
      }
      var path = Path.of(file);
      if (Files.isDirectory(path)) {
        throw new Unreadable(file + " is a folder: name the file in it.");
      }
      try (var in = Files.newInputStream(path)) {
        return use.of(in);
      }
    } catch (NoSuchFileException e) {
      throw new Unreadable(
          file + " is not there: looked for " + Path.of(file).toAbsolutePath().normalize() + ".");
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw new Unreadable(file + " cannot be read: " + e.getMessage() + ".");
    }
  }

  /** The message is a sentence. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String sentence) {
      super(sentence);
    }
  }
}
