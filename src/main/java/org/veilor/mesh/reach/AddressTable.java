package org.veilor.mesh.reach;

import java.util.Arrays;
import org.veilor.mesh.address.Address;

/** Numbers by single addresses: open addressing over plain arrays, no more than half full. */
final class AddressTable {
  private final long[] hi;
  private final long[] lo;

  /** The value, and in the lowest bit the family; -1: free. */
  private final int[] entries;

  private final int mask;

  AddressTable(int most) {
    int size = Integer.highestOneBit(Math.max(4, most)) * 4;
    hi = new long[size];
    lo = new long[size];
    entries = new int[size];
    Arrays.fill(entries, -1);
    mask = size - 1;
  }

  /**
   * @param value not negative, below 2^30
   */
  void put(Address address, int value) {
    int slot = slot(address);
    hi[slot] = address.hi();
    lo[slot] = address.lo();
    entries[slot] = value << 1 | family(address);
  }

  /** -1 if it is not there. */
  int get(Address address) {
    return entries[slot(address)] >> 1;
  }

  private static int family(Address address) {
    return address.v6() ? 1 : 0;
  }

  private int slot(Address address) {
    long mixed = (address.hi() * 0x9E3779B97F4A7C15L ^ address.lo()) * 0xC2B2AE3D27D4EB4FL;
    int slot = (int) (mixed >>> 32) & mask;
    while (entries[slot] >= 0 && !is(slot, address)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean is(int slot, Address address) {
    return lo[slot] == address.lo()
        && hi[slot] == address.hi()
        && (entries[slot] & 1) == family(address);
  }
}
