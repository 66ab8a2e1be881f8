package org.veilor.mesh.address;

import java.util.List;
import java.util.Optional;

/** All addresses from the first to the last, both included, of one family. */
public record AddressRange(Address first, Address last) {
  public static final AddressRange ALL_V4 = prefix("0.0.0.0/0");
  public static final AddressRange ALL_V6 = prefix("::/0");

  /** What Headscale gives out addresses of, unless it is configured otherwise: both families. */
  public static final List<AddressRange> MESH =
      List.of(prefix("100.64.0.0/10"), prefix("fd7a:115c:a1e0::/48"));

  public static AddressRange single(Address address) {
    return new AddressRange(address, address);
  }

  /** For constants. */
  public static AddressRange prefix(String cidr) {
    return parse(cidr).orElseThrow(() -> new IllegalArgumentException(cidr));
  }

  /** An address, or a prefix, whose host bits do not matter. Empty for anything else. */
  public static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Address.of(text).map(AddressRange::single);
    }
    return length(text.substring(slash + 1))
        .flatMap(length ->
            Address.of(text.substring(0, slash))
                .filter(address -> length <= (address.v6() ? 128 : 32))
                .map(address -> of(address, length)));
  }

  private static Optional<Integer> length(String text) {
    var plain =
        !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return plain && (text.length() == 1 || text.charAt(0) != '0')
        ? Optional.of(Integer.parseInt(text))
        : Optional.empty();
  }

  public static AddressRange of(Address address, int length) {
    if (!address.v6()) {
      long host = (1L << (32 - length)) - 1;
      return new AddressRange(Address.v4(address.lo() & ~host), Address.v4(address.lo() | host));
    }
    long high = length >= 64 ? 0 : -1L >>> length;
    long low = length >= 128 ? 0 : length <= 64 ? -1L : -1L >>> (length - 64);
    return new AddressRange(
        new Address(true, address.hi() & ~high, address.lo() & ~low),
        new Address(true, address.hi() | high, address.lo() | low));
  }

  public boolean contains(Address address) {
    return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
  }

  public boolean overlaps(AddressRange other) {
    return first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
  }

  /** What is in both. */
  public Optional<AddressRange> shared(AddressRange other) {
    var from = first.compareTo(other.first) >= 0 ? first : other.first;
    var to = last.compareTo(other.last) <= 0 ? last : other.last;
    return from.compareTo(to) <= 0 ? Optional.of(new AddressRange(from, to)) : Optional.empty();
  }

  /** Whether it is one whole family, as of a prefix of length 0. */
  public boolean isWholeFamily() {
    return equals(ALL_V4) || equals(ALL_V6);
  }
}
