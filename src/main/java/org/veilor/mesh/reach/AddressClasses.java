package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;

/**
 * All addresses there are, in classes: two are in one class if no set tells them apart. Found in
 * the same few steps whether there are ten sets or a hundred thousand.
 */
final class AddressClasses {
  /** Begins of the stretches of one class, in order; IPv4 first. */
  private final Address[] begins;

  private final int[] classes;
  private final AddressTable singles;
  private final List<BitSet> members;

  private AddressClasses(
      Address[] begins, int[] classes, AddressTable singles, List<BitSet> members) {
    this.begins = begins;
    this.classes = classes;
    this.singles = singles;
    this.members = members;
  }

  static AddressClasses of(List<AddressSet> sets) {
    var events = new ArrayList<Event>();
    for (int set = 0; set < sets.size(); set++) {
      for (var range : sets.get(set).ranges()) {
        events.add(new Event(range.first(), set, true));
        int it = set;
        // Behind the last IPv4 address comes the first IPv6 one, which is a begin of its own.
        range.last().next().ifPresent(end -> events.add(new Event(end, it, false)));
        if (range.last().next().isEmpty() && !range.last().v6()) {
          events.add(new Event(AddressRange.ALL_V6.first(), set, false));
        }
      }
    }
    events.sort(java.util.Comparator.comparing(Event::at));
    return sweep(events);
  }

  private record Event(Address at, int set, boolean begins) {}

  private static AddressClasses sweep(List<Event> events) {
    var begins = new ArrayList<Address>();
    var classes = new ArrayList<Integer>();
    var members = new ArrayList<BitSet>();
    Map<BitSet, Integer> numbers = new HashMap<>();
    numbers.put(new BitSet(), 0);
    members.add(new BitSet());
    begins.add(AddressRange.ALL_V4.first());
    classes.add(0);
    var active = new BitSet();
    for (int i = 0; i < events.size(); ) {
      var at = events.get(i).at();
      for (; i < events.size() && events.get(i).at().equals(at); i++) {
        active.set(events.get(i).set(), events.get(i).begins());
      }
      var number = numbers.get(active);
      if (number == null) {
        number = members.size();
        var key = (BitSet) active.clone();
        numbers.put(key, number);
        members.add(key);
      }
      if (begins.getLast().equals(at)) {
        classes.set(classes.size() - 1, number);
      } else {
        begins.add(at);
        classes.add(number);
      }
    }
    var singles = new BitSet();
    for (int i = 0; i + 1 < begins.size(); i++) {
      singles.set(i, begins.get(i).next().filter(begins.get(i + 1)::equals).isPresent());
    }
    int six = (int) singles.stream().filter(i -> begins.get(i).v6()).count();
    var table = new AddressTable(singles.cardinality() - six, six);
    singles.stream().forEach(i -> table.put(begins.get(i), classes.get(i)));
    return new AddressClasses(
        begins.toArray(Address[]::new),
        classes.stream().mapToInt(Integer::intValue).toArray(),
        table,
        members);
  }

  int of(Address address) {
    int single = singles.get(address);
    if (single >= 0) {
      return single;
    }
    int found = Arrays.binarySearch(begins, address);
    return classes[found >= 0 ? found : -found - 2];
  }

  int count() {
    return members.size();
  }

  /** The sets that hold the addresses of this class. */
  BitSet members(int number) {
    return members.get(number);
  }
}
