package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;

/** Addresses of both families, as ranges in order that neither touch nor overlap. */
record AddressSet(List<AddressRange> ranges) {
  static final AddressSet NONE = new AddressSet(List.of());
  static final AddressSet ALL = of(List.of(AddressRange.ALL_V4, AddressRange.ALL_V6));

  AddressSet {
    ranges = List.copyOf(ranges);
  }

  static AddressSet of(Collection<AddressRange> any) {
    var sorted = new ArrayList<>(any);
    sorted.sort(Comparator.comparing(AddressRange::first));
    var merged = new ArrayList<AddressRange>(sorted.size());
    for (var range : sorted) {
      if (!merged.isEmpty() && touches(merged.getLast(), range)) {
        var before = merged.removeLast();
        merged.add(
            before.last().compareTo(range.last()) >= 0
                ? before
                : new AddressRange(before.first(), range.last()));
      } else {
        merged.add(range);
      }
    }
    return new AddressSet(merged);
  }

  /** The other begins within the one or right behind it. */
  private static boolean touches(AddressRange one, AddressRange other) {
    return other.first().compareTo(one.last()) <= 0
        || one.last().next().filter(other.first()::equals).isPresent();
  }

  AddressSet plus(Collection<AddressRange> more) {
    var all = new ArrayList<>(ranges);
    all.addAll(more);
    return of(all);
  }

  AddressSet without(AddressRange hole) {
    var left = new ArrayList<AddressRange>();
    for (var range : ranges) {
      if (!range.overlaps(hole)) {
        left.add(range);
        continue;
      }
      if (range.first().compareTo(hole.first()) < 0) {
        left.add(new AddressRange(range.first(), hole.first().previous()));
      }
      if (range.last().compareTo(hole.last()) > 0) {
        left.add(new AddressRange(hole.last().next().orElseThrow(), range.last()));
      }
    }
    return new AddressSet(left);
  }

  boolean contains(Address address) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      var range = ranges.get(middle);
      if (address.compareTo(range.first()) < 0) {
        high = middle - 1;
      } else if (address.compareTo(range.last()) > 0) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** The fewest prefixes that make it up, as Headscale splits a set. */
  List<AddressRange> prefixes() {
    var prefixes = new ArrayList<AddressRange>();
    for (var range : ranges) {
      Address from = range.first();
      while (true) {
        var prefix = longest(from, range.last());
        prefixes.add(prefix);
        if (prefix.last().equals(range.last())) {
          break;
        }
        from = prefix.last().next().orElseThrow();
      }
    }
    return prefixes;
  }

  /** The widest prefix that begins here and does not go beyond. */
  private static AddressRange longest(Address from, Address last) {
    for (int length = 0; ; length++) {
      var prefix = AddressRange.of(from, length);
      if (prefix.first().equals(from) && prefix.last().compareTo(last) <= 0) {
        return prefix;
      }
    }
  }
}
