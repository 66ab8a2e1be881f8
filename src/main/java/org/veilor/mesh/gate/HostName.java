package org.veilor.mesh.gate;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Host header as Traefik 3.7 routes by it: in lower case, without port, without one final dot.
 * Whatever else a router could read in it is no name here.
 */
final class HostName {
  private static final int LONGEST = 253;
  private static final int HIGHEST_PORT = 65535;
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

  /** Also the last label of an address in decimal, hexadecimal or octal. */
  private static final Pattern ENDS_AS_A_NUMBER = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)");

  private HostName() {}

  /** Empty for what is no name. */
  static Optional<String> canonical(String host) {
    if (host.length() > LONGEST + ".:65535".length()) {
      return Optional.empty();
    }
    var name = host;
    int colon = name.indexOf(':');
    if (colon >= 0) {
      if (!isPort(name.substring(colon + 1))) {
        return Optional.empty();
      }
      name = name.substring(0, colon);
    }
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.length() == name.length()
            && name.chars().allMatch(c -> c < 0x80)
            && NAME.matcher(lower).matches()
            && !ENDS_AS_A_NUMBER.matcher(lower).matches()
        ? Optional.of(lower)
        : Optional.empty();
  }

  private static boolean isPort(String text) {
    return !text.isEmpty()
        && text.length() <= 5
        && text.charAt(0) != '0'
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && Integer.parseInt(text) <= HIGHEST_PORT;
  }
}
