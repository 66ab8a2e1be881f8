package org.veilor.mesh.truth;

import java.util.List;
import java.util.Optional;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;

/** Addresses of machines, and prefixes of zones. */
final class Addresses {
  private static final List<AddressRange> NO_MACHINES =
      List.of(
          AddressRange.prefix("0.0.0.0/8"),
          AddressRange.prefix("127.0.0.0/8"),
          AddressRange.prefix("169.254.0.0/16"),
          AddressRange.prefix("224.0.0.0/3"),
          AddressRange.prefix("::/127"),
          AddressRange.prefix("fe80::/10"),
          AddressRange.prefix("ff00::/8"));
  private static final AddressRange V4_IN_V6 = AddressRange.prefix("::ffff:0:0/96");

  /** Rough: what has it may still be none. */
  static final String MACHINE_PATTERN = "^[0-9a-fA-F:.]+$";

  static final String MACHINE_SENTENCE =
      "write one of a machine, as 100.64.0.10 or \"fd7a:115c:a1e0::a\".";
  static final String RANGE_PATTERN = "^[0-9a-fA-F:.]+(/(0|[1-9][0-9]?|1[01][0-9]|12[0-8]))?$";
  static final String RANGE_SENTENCE =
      "write an address or a prefix, as 192.168.1.0/24 or \"2001:db8::/32\".";

  private Addresses() {}

  /** A machine's, in its usual form. */
  static Optional<String> machine(Entry entry) {
    var word = entry.word();
    if (word.isEmpty()) {
      return word;
    }
    var address = Address.of(word.get());
    if (address.isEmpty()) {
      entry.fault("\"%s\" is no address: %s".formatted(word.get(), MACHINE_SENTENCE));
      return Optional.empty();
    }
    if (V4_IN_V6.contains(address.get())) {
      entry.fault(
          word.get() + " is an IPv4 address in IPv6 clothes: write the IPv4 address alone.");
      return Optional.empty();
    }
    if (NO_MACHINES.stream().anyMatch(it -> it.contains(address.get()))) {
      entry.fault(
          word.get()
              + " is no machine's address that others could reach: write the one of `headscale nodes list`.");
      return Optional.empty();
    }
    return address.map(Address::toString);
  }

  /** A zone's, in CIDR form. */
  static Optional<AddressRange> prefix(Entry entry) {
    var word = entry.word();
    var range = word.flatMap(AddressRange::parse);
    if (word.isPresent() && range.isEmpty()) {
      entry.fault("\"%s\" is no range: %s".formatted(word.get(), RANGE_SENTENCE));
    }
    if (range.isEmpty()) {
      return range;
    }
    var first = range.get().first().toString();
    int slash = word.get().indexOf('/');
    if (slash >= 0
        && !Address.of(word.get().substring(0, slash)).equals(Optional.of(range.get().first()))) {
      entry.fault(
          word.get()
              + " is not where its network begins: write "
              + first
              + word.get().substring(slash)
              + ".");
      return Optional.empty();
    }
    if (AddressRange.MESH.stream().anyMatch(range.get()::overlaps)) {
      entry.fault(
          word.get()
              + " holds addresses of the mesh: there a tier decides. Write networks outside it.");
      return Optional.empty();
    }
    return range;
  }

  static String cidr(String word, AddressRange range) {
    int slash = word.indexOf('/');
    var length = slash < 0 ? (range.first().v6() ? "/128" : "/32") : word.substring(slash);
    return range.first() + length;
  }
}
