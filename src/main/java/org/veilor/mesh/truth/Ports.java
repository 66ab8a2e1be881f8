package org.veilor.mesh.truth;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A port as a person writes it. */
final class Ports {
  static final String SENTENCE = "a port is a number from 1 to 65535, in plain digits.";
  static final String PATTERN =
      "^([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$";
  private static final Pattern PORT = Pattern.compile(PATTERN);

  private Ports() {}

  static Optional<Integer> of(String text, Consumer<String> fault) {
    if (PORT.matcher(text).matches()) {
      return Optional.of(Integer.parseInt(text));
    }
    var ping = ProtocolReader.isPing(text) ? ProtocolReader.NO_PING : "";
    fault.accept("\"" + text + "\" is no port: " + SENTENCE + ping);
    return Optional.empty();
  }
}
