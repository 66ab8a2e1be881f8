package org.veilor.mesh.truth;

import java.net.IDN;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.veilor.mesh.address.AddressRange;

/** What hosts, services, zones and vhosts may be called. */
final class Names {
  static final String PLAIN = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  static final String VHOST = "(?=.{1,253}$)(" + PLAIN + "\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?";
  static final String PLAIN_SENTENCE =
      "a name has lower-case letters, digits and hyphens between them, at most 63.";
  static final String VHOST_SENTENCE =
      "a vhost is the bare name that people type, in lower case with a dot in it, as files.veilor.";

  /** Words with a meaning of their own where a name could stand. */
  static final Set<String> RESERVED =
      Set.of("admin", "infra", "guest", "edge", "everything", "public", "mesh");

  private static final Pattern PLAIN_NAME = Pattern.compile(PLAIN);
  private static final Pattern VHOST_NAME = Pattern.compile(VHOST);

  private Names() {}

  /** What is wrong with it; empty if nothing. */
  static Optional<String> wrongName(String name) {
    if (!PLAIN_NAME.matcher(name).matches()) {
      return Optional.of("\"" + name + "\" is no name here: " + PLAIN_SENTENCE);
    }
    return RESERVED.contains(name)
        ? Optional.of("\"" + name + "\" has a meaning of its own here: choose another name.")
        : Optional.empty();
  }

  static boolean isVhost(String text) {
    return VHOST_NAME.matcher(text).matches() && AddressRange.parse(text).isEmpty();
  }

  /** What is wrong with it, and what to write; empty if nothing. */
  static Optional<String> wrongVhost(String vhost) {
    if (isVhost(vhost)) {
      return Optional.empty();
    }
    var plain = plain(vhost);
    return Optional.of(
        "\""
            + vhost
            + "\" is no vhost: "
            + VHOST_SENTENCE
            + (isVhost(plain) ? " Write " + plain + "." : ""));
  }

  /**
   * What was probably meant: without scheme, port, path and final dot, in lower case, as DNS has
   * it.
   */
  private static String plain(String vhost) {
    var plain =
        vhost
            .strip()
            .replaceFirst("^[a-z]+://", "")
            .replaceFirst("^\\*\\.", "")
            .replaceFirst("[:/?#].*$", "");
    plain = plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    try {
      return IDN.toASCII(plain.toLowerCase(java.util.Locale.ROOT), IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
