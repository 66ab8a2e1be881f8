package org.veilor.mesh.truth;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A port as a person writes it. */
final class Ports {
  static final String SENTENCE = "a port is a number from 1 to 65535, in plain digits.";
  static final int LAST = 65535;
  private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{0,4}");

  private Ports() {}

  static Optional<Integer> of(String text, Consumer<String> fault) {
    if (DIGITS.matcher(text).matches() && Integer.parseInt(text) <= LAST) {
      return Optional.of(Integer.parseInt(text));
    }
    fault.accept("\"" + text + "\" is no port: " + SENTENCE);
    return Optional.empty();
  }
}
