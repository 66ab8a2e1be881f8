package org.veilor.mesh.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.veilor.mesh.reach.Ports;

/** Ports as ranges in order that neither touch nor overlap. */
record PortSet(List<Ports> ranges) {
  static final PortSet NONE = new PortSet(List.of());

  PortSet {
    ranges = List.copyOf(ranges);
  }

  static PortSet of(Collection<Ports> any) {
    var sorted = new ArrayList<>(any);
    sorted.sort(Comparator.comparingInt(Ports::first));
    var merged = new ArrayList<Ports>();
    for (var range : sorted) {
      if (!merged.isEmpty() && range.first() <= merged.getLast().last() + 1) {
        var before = merged.removeLast();
        merged.add(new Ports(before.first(), Math.max(before.last(), range.last())));
      } else {
        merged.add(range);
      }
    }
    return new PortSet(merged);
  }

  PortSet plus(PortSet more) {
    var all = new ArrayList<>(ranges);
    all.addAll(more.ranges);
    return of(all);
  }

  PortSet minus(PortSet less) {
    var left = new ArrayList<Ports>();
    for (var range : ranges) {
      int from = range.first();
      for (var hole : less.ranges) {
        if (hole.last() < from || hole.first() > range.last()) {
          continue;
        }
        if (hole.first() > from) {
          left.add(new Ports(from, hole.first() - 1));
        }
        from = Math.max(from, hole.last() + 1);
      }
      if (from <= range.last()) {
        left.add(new Ports(from, range.last()));
      }
    }
    return new PortSet(left);
  }

  boolean contains(int port) {
    return ranges.stream().anyMatch(it -> it.first() <= port && port <= it.last());
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }
}
