package org.veilor.mesh.reach;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** IANA protocol numbers, by the names that Headscale has for some. */
public final class Protocol {
  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int SCTP = 132;

  /**
   * Of a rule: none is named, and it lets every protocol through. (So Headscale's own tests count;
   * a client adds TCP, UDP and ICMP. Here what errs, errs to reachable.) Of a question: TCP, UDP or
   * ICMP, any of them.
   */
  public static final int ANY = -1;

  static final int ICMP = 1;
  static final int ICMP_V6 = 58;

  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          Map.entry("icmp", ICMP),
          Map.entry("igmp", 2),
          Map.entry("ipv4", 4),
          Map.entry("ip-in-ip", 4),
          Map.entry("tcp", TCP),
          Map.entry("egp", 8),
          Map.entry("igp", 9),
          Map.entry("udp", UDP),
          Map.entry("gre", 47),
          Map.entry("esp", 50),
          Map.entry("ah", 51),
          Map.entry("ipv6-icmp", ICMP_V6),
          Map.entry("sctp", SCTP),
          Map.entry("fc", 133));

  private Protocol() {}

  /** Of a question: a name in any case, or a number from 0 to 255; {@link #ANY} for none. */
  public static Optional<Integer> of(String text) {
    return text.isEmpty() ? Optional.of(ANY) : inAcl(text);
  }

  /** In an acl's {@code proto}: in any case, and a known number may have leading zeros. */
  static Optional<Integer> inAcl(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    var known = GoNumber.parse(lower).filter(number -> NAMES.containsValue(number.intValue()));
    return known.isPresent() ? known.map(Long::intValue) : inGrant(lower);
  }

  /** In a grant's {@code ip}: names in lower case only. */
  static Optional<Integer> inGrant(String text) {
    if (text.isEmpty()) {
      return Optional.of(ANY);
    }
    if (NAMES.containsKey(text)) {
      return Optional.of(NAMES.get(text));
    }
    if (text.charAt(0) == '0') {
      return Optional.empty();
    }
    return GoNumber.parse(text).filter(it -> it >= 0 && it <= 255).map(Long::intValue);
  }

  /** {@code tcp}; the number for one without a name; {@code any}. */
  public static String name(int protocol) {
    if (protocol == ANY) {
      return "any";
    }
    return NAMES.entrySet().stream()
        .filter(entry -> entry.getValue() == protocol)
        .map(Map.Entry::getKey)
        .min(java.util.Comparator.naturalOrder())
        .orElse(String.valueOf(protocol));
  }

  /** Whether Headscale takes ports other than * with it in an acl. */
  static boolean hasPorts(int protocol) {
    return protocol == TCP || protocol == UDP || protocol == SCTP || protocol == ANY;
  }

  /** A ping: clients let it through wherever any port is open. */
  public static boolean isIcmp(int protocol) {
    return protocol == ICMP || protocol == ICMP_V6;
  }
}
