package org.veilor.mesh.truth;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What hosts, services, zones and vhosts may be called. */
final class Names {
  static final String PLAIN = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  static final String PLAIN_SENTENCE =
      "a name has lower-case letters, digits and hyphens between them, at most 63.";

  /** The general one last: those before it say more. */
  static final List<Form> VHOST =
      List.of(
          Form.of("^(?![a-zA-Z]+://)", "a vhost has no scheme: leave out what is before the name."),
          Form.of("^[^/?#]*$", "a vhost has no path: leave out what is behind the name."),
          Form.of(
              "^(?!\\[?[0-9a-fA-F]*:[0-9a-fA-F:.]*:)(?![0-9]+(\\.[0-9]+)*$)",
              "a vhost is a name, not an address."),
          Form.of("^[^:]*$", "a vhost has no port: that has a field of its own, port."),
          Form.of("^[^*]*$", "a vhost has no wildcard: each service has an entry of its own."),
          Form.of("^(?!.*\\.$)", "a vhost has no dot at its end."),
          Form.of("^[^A-Z]*$", "a vhost is in lower case."),
          Form.of("^[^_]*$", "a vhost has no underscore: write a hyphen."),
          Form.of(
              "^[\\x20-\\x7e]*$",
              "a vhost has no letters but a to z: write the others as DNS has them (xn--)."),
          Form.of("\\.", "a vhost has a dot in it, as files.veilor."),
          Form.of("^.{1,253}$", "a vhost has at most 253 characters."),
          Form.of("^[^.]{0,63}(\\.[^.]{0,63})*$", "a part of a vhost has at most 63 characters."),
          Form.of(
              "^(" + PLAIN + "\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$",
              "a vhost has lower-case letters, digits, hyphens and dots between them, as files.veilor."));

  static final String RESERVED_SENTENCE = "has a meaning of its own here: choose another name.";

  /** Words with a meaning of their own where a name could stand. */
  static final Set<String> RESERVED =
      Set.of("admin", "infra", "guest", "edge", "everything", "public", "mesh");

  private static final Pattern PLAIN_NAME = Pattern.compile(PLAIN);

  private Names() {}

  /** What is wrong with it; empty if nothing. */
  static Optional<String> wrongName(String name) {
    if (!PLAIN_NAME.matcher(name).matches()) {
      return Optional.of("\"" + name + "\" is no name here: " + PLAIN_SENTENCE);
    }
    return RESERVED.contains(name)
        ? Optional.of("\"" + name + "\" " + RESERVED_SENTENCE)
        : Optional.empty();
  }

  static boolean isVhost(String text) {
    return Form.wrong(text, VHOST).isEmpty();
  }

  /** What is wrong with it, and what to write; empty if nothing. */
  static Optional<String> wrongVhost(String vhost) {
    return Form.wrong(vhost, VHOST)
        .map(sentence -> {
          var plain = plain(vhost);
          return "\"%s\" is no vhost: %s%s"
              .formatted(vhost, sentence, isVhost(plain) ? " Write " + plain + "." : "");
        });
  }

  /**
   * What was probably meant: without scheme, port, path and final dot, in lower case, as DNS has
   * it.
   */
  private static String plain(String vhost) {
    var plain =
        vhost
            .strip()
            .replaceFirst("^[a-zA-Z]+://", "")
            .replaceFirst("^\\*\\.", "")
            .replaceFirst("[:/?#].*$", "")
            .replace('_', '-');
    plain = plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    try {
      return IDN.toASCII(plain.toLowerCase(Locale.ROOT), IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
