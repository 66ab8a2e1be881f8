package org.veilor.mesh.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A subject or an id as typed. What the terminal garbled must not become somebody's name. */
final class NameConverter implements ITypeConverter<String> {
  private static final char REPLACEMENT = '\uFFFD';

  @Override
  public String convert(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("it is empty");
    }
    if (text.indexOf(REPLACEMENT) >= 0) {
      throw new TypeConversionException(
          "it holds U+FFFD, which stands for a character that could not be read: type it in UTF-8");
    }
    return text;
  }
}
