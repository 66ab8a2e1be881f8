package org.veilor.mesh.reach;

/**
 * {@code tag:edge:443} in its two parts, at the last colon. Brackets are fine around an IPv6
 * address only: {@code [fd7a::1]:80}, {@code [fd7a::1]/64:80}.
 */
record HostAndPort(String host, String port) {
  static HostAndPort split(String text) throws NoPort {
    var plain = text.startsWith("[") ? withoutBrackets(text) : text;
    int colon = plain.lastIndexOf(':');
    if (colon <= 0 || colon == plain.length() - 1) {
      throw new NoPort("a destination ends in a colon and a port, as tag:edge:443 or tag:edge:*.");
    }
    return new HostAndPort(plain.substring(0, colon), plain.substring(colon + 1));
  }

  private static String withoutBrackets(String text) throws NoPort {
    int end = text.indexOf(']');
    var inside = end < 0 ? "" : text.substring(1, end);
    var rest = end < 0 ? "" : text.substring(end + 1);
    boolean good =
        inside.indexOf('/') < 0
            && Alias.range(inside).filter(it -> it.first().v6()).isPresent()
            && (rest.startsWith(":") || rest.startsWith("/"));
    if (!good) {
      throw new NoPort(
          "brackets belong around an IPv6 address, with a port behind: [fd7a::1]:443.");
    }
    return inside + rest;
  }

  /** The message is a sentence. */
  static final class NoPort extends Exception {
    private static final long serialVersionUID = 1L;

    NoPort(String sentence) {
      super(sentence);
    }
  }
}
