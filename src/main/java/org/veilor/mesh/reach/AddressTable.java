package org.veilor.mesh.reach;

import java.util.Arrays;
import org.veilor.mesh.address.Address;

/**
 * Numbers by single addresses: open addressing, no more than half full. What belongs to a slot lies
 * side by side.
 */
final class AddressTable {
  private static final long FREE = -1;

  /** The address, and below it the value. */
  private final long[] v4;

  /** Three to a slot: the address's halves, and the value. */
  private final long[] v6;

  private final int mask4;
  private final int mask6;

  /**
   * @param most4 how many IPv4 addresses will be put into it at most
   * @param most6 how many IPv6 ones
   */
  AddressTable(int most4, int most6) {
    mask4 = slots(most4) - 1;
    mask6 = slots(most6) - 1;
    v4 = new long[mask4 + 1];
    v6 = new long[3 * (mask6 + 1)];
    Arrays.fill(v4, FREE);
    Arrays.fill(v6, FREE);
  }

  private static int slots(int most) {
    return Integer.highestOneBit(Math.max(4, most)) * 4;
  }

  /**
   * @param value not negative
   */
  void put(Address address, int value) {
    if (address.v6()) {
      int slot = slot6(address.hi(), address.lo());
      v6[slot] = address.hi();
      v6[slot + 1] = address.lo();
      v6[slot + 2] = value;
    } else {
      v4[slot4(address.lo())] = address.lo() << 32 | value;
    }
  }

  /** -1 if it is not there. */
  int get(Address address) {
    return address.v6()
        ? (int) v6[slot6(address.hi(), address.lo()) + 2]
        : (int) v4[slot4(address.lo())];
  }

  private int slot4(long address) {
    int slot = (int) (address * 0x9E3779B97F4A7C15L >>> 32) & mask4;
    while (v4[slot] != FREE && v4[slot] >>> 32 != address) {
      slot = slot + 1 & mask4;
    }
    return slot;
  }

  private int slot6(long hi, long lo) {
    int slot = (int) ((hi * 0x9E3779B97F4A7C15L ^ lo) * 0xC2B2AE3D27D4EB4FL >>> 32) & mask6;
    while (v6[3 * slot + 2] != FREE && (v6[3 * slot + 1] != lo || v6[3 * slot] != hi)) {
      slot = slot + 1 & mask6;
    }
    return 3 * slot;
  }
}
