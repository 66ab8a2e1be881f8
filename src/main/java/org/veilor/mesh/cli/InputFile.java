package org.veilor.mesh.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that a command is given, or standard input for {@code -}. */
final class InputFile {
  /** As much as a list of 100,000 nodes takes, and some. */
  private static final long MOST = 512L << 20;

  private static final int MOST_OF_A_PIPE = 64 << 20;

  private InputFile() {}

  /** Fails with {@link Unreadable}, whose message is a sentence. */
  static String text(String file) throws Unreadable {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file))).toString();
    } catch (CharacterCodingException e) {
      throw new Unreadable(file + " is not UTF-8.");
    }
  }

  static byte[] bytes(String file) throws Unreadable {
    try {
      if (file.equals("-")) {
        return atMost(System.in.readNBytes(MOST_OF_A_PIPE + 1), file);
      }
      var path = Path.of(file);
      if (Files.isDirectory(path)) {
        throw new Unreadable(file + " is a folder: name the file in it.");
      }
      if (!Files.isRegularFile(path) && Files.exists(path)) {
        // A pipe, or a device that never ends.
        try (var in = Files.newInputStream(path)) {
          return atMost(in.readNBytes(MOST_OF_A_PIPE + 1), file);
        }
      }
      if (Files.size(path) > MOST) {
        throw new Unreadable(file + " is larger than 512 MiB: it is not what is meant here.");
      }
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new Unreadable(
          file + " is not there: looked for " + Path.of(file).toAbsolutePath().normalize() + ".");
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw new Unreadable(file + " cannot be read: " + e.getMessage() + ".");
    }
  }

  private static byte[] atMost(byte[] bytes, String file) throws Unreadable {
    if (bytes.length > MOST_OF_A_PIPE) {
      throw new Unreadable(file + " does not end: more than 64 MiB are read from a file only.");
    }
    return bytes;
  }

  /** The message is a sentence. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String sentence) {
      super(sentence);
    }
  }
}
