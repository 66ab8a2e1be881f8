package org.veilor.mesh.truth;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code protocol}. */
final class ProtocolReader {
  static final List<String> PROTOCOLS = List.of("tcp", "udp");

  /** To put behind another sentence. */
  static final String NO_PING =
      " A ping cannot be asked for by itself: whoever may use any port of a machine may ping it. Write the port that is used, with tcp or udp.";

  private static final Set<String> PING =
      Set.of("icmp", "icmpv4", "icmp4", "icmpv6", "icmp6", "ipv6-icmp", "ping");

  private ProtocolReader() {}

  static Optional<String> read(Entry entry) {
    return entry
        .word()
        .flatMap(word -> {
          if (isPing(word)) {
            entry.fault("\"%s\" %s%s".formatted(word, Entry.wordsSentence(PROTOCOLS), NO_PING));
            return Optional.empty();
          }
          return entry.oneOf(PROTOCOLS);
        });
  }

  /** What people write who want to allow one. */
  static boolean isPing(String word) {
    return PING.contains(word.toLowerCase(Locale.ROOT));
  }
}
