package org.veilor.mesh.address;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An address of either family, ordered as a number within its family, IPv4 before IPv6. For IPv4
 * {@code hi} is 0 and {@code lo} the 32 bits.
 */
public record Address(boolean v6, long hi, long lo) implements Comparable<Address> {
  /** As Go's netip reads them: no short forms, no leading zeros, no wildcards, no zones. */
  private static final IPAddressStringParameters STRICT =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowSingleSegment(false)
          .allowWildcardedSeparator(false)
          .allowMask(false)
          .allowPrefixOnly(false)
          .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allowLeadingZeros(false)
          .allowUnlimitedLeadingZeros(false)
          .allowPrefixLengthLeadingZeros(false)
          .allowBinary(false)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .allowBase85(false)
          .allowBinary(false)
          .allowUnlimitedLeadingZeros(false)
          .allowPrefixLengthLeadingZeros(false)
          .getParentBuilder()
          .toParams();

  /** Empty if it is no single address. */
  public static Optional<Address> of(String text) {
    return text.indexOf('/') >= 0 ? Optional.empty() : parse(text).map(Address::of);
  }

  static Optional<IPAddress> parse(String text) {
    try {
      return Optional.of(new IPAddressString(text, STRICT).toAddress());
    } catch (AddressStringException | inet.ipaddr.IncompatibleAddressException e) {
      return Optional.empty();
    }
  }

  static Address of(IPAddress address) {
    byte[] bytes = address.getBytes();
    return address.isIPv6()
        ? new Address(true, number(bytes, 0, 8), number(bytes, 8, 8))
        : new Address(false, 0, number(bytes, 0, 4));
  }

  private static long number(byte[] bytes, int from, int length) {
    return new BigInteger(1, bytes, from, length).longValue();
  }

  public static Address v4(long bits) {
    return new Address(false, 0, bits & 0xFFFF_FFFFL);
  }

  /** The next higher one of the same family; empty behind the last. */
  public Optional<Address> next() {
    if (!v6) {
      return lo == 0xFFFF_FFFFL ? Optional.empty() : Optional.of(v4(lo + 1));
    }
    if (lo == -1L && hi == -1L) {
      return Optional.empty();
    }
    return Optional.of(new Address(true, lo == -1L ? hi + 1 : hi, lo + 1));
  }

  /** The next lower one of the same family; nobody asks for that before the first. */
  public Address previous() {
    return v6 ? new Address(true, lo == 0 ? hi - 1 : hi, lo - 1) : v4(lo - 1);
  }

  @Override
  public int compareTo(Address other) {
    if (v6 != other.v6) {
      return v6 ? 1 : -1;
    }
    int high = Long.compareUnsigned(hi, other.hi);
    return high != 0 ? high : Long.compareUnsigned(lo, other.lo);
  }

  @Override
  public String toString() {
    if (!v6) {
      return (lo >>> 24) + "." + (lo >>> 16 & 255) + "." + (lo >>> 8 & 255) + "." + (lo & 255);
    }
    var bytes = java.nio.ByteBuffer.allocate(16).putLong(hi).putLong(lo).array();
    return new inet.ipaddr.ipv6.IPv6Address(bytes).toCanonicalString();
  }
}
