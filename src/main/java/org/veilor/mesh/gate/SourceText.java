package org.veilor.mesh.gate;

import java.util.Optional;
import org.veilor.mesh.address.Address;

/**
 * An address as proxies write it, and nothing else: the library below also trims control characters
 * and reads octal and short forms behind {@code ::ffff:}.
 */
final class SourceText {
  private static final int LONGEST = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".length();

  private SourceText() {}

  /** Empty if it is none; an IPv4-mapped one is its IPv4 address. */
  static Optional<Address> read(String text) {
    if (text.length() > LONGEST || !text.chars().allMatch(SourceText::mayStandInOne)) {
      return Optional.empty();
    }
    int tail = text.lastIndexOf(':') + 1;
    if (tail > 0 && text.indexOf('.') >= 0 && Address.of(text.substring(tail)).isEmpty()) {
      return Optional.empty();
    }
    return Address.of(text).map(AddressBook::unmapped);
  }

  private static boolean mayStandInOne(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'f')
        || (c >= 'A' && c <= 'F')
        || c == ':'
        || c == '.';
  }
}
