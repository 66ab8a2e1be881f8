package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * What is open at the addresses of one class: for each port the ways that lead there, in order.
 * However many ports are told apart, one is found in one step.
 */
final class Door {
  /** Below that many ways, going through them is faster than a table. */
  private static final int FEW = 4;

  private final int[][] stretches;

  /** Which stretch each port is in; empty if there is but one. */
  private final char[] stretchOf;

  private final int[] all;

  private Door(int[][] stretches, char[] stretchOf, int[] all) {
    this.stretches = stretches;
    this.stretchOf = stretchOf;
    this.all = all;
  }

  /** An opening with a lower number decides first. */
  static Door of(List<Opening> openings) {
    var sorted = new ArrayList<>(openings);
    sorted.sort(java.util.Comparator.comparingInt(Opening::number));
    int[] all = sorted.stream().mapToInt(Opening::number).toArray();
    if (all.length <= FEW) {
      return new Door(new int[][] {all}, new char[0], all);
    }
    var cuts = new TreeSet<Integer>();
    cuts.add(0);
    for (var opening : sorted) {
      cuts.add(opening.ports().first());
      cuts.add(opening.ports().last() + 1);
    }
    cuts.remove(65536);
    int[] begins = cuts.stream().mapToInt(Integer::intValue).toArray();
    var lists = new ArrayList<List<Integer>>();
    for (int i = 0; i < begins.length; i++) {
      lists.add(new ArrayList<>());
    }
    for (var opening : sorted) {
      for (int i = Arrays.binarySearch(begins, opening.ports().first());
          i < begins.length && begins[i] <= opening.ports().last();
          i++) {
        lists.get(i).add(opening.number());
      }
    }
    var stretchOf = new char[65536];
    for (int i = 0; i < begins.length; i++) {
      int end = i + 1 < begins.length ? begins[i + 1] : 65536;
      Arrays.fill(stretchOf, begins[i], end, (char) i);
    }
    return new Door(
        lists.stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new),
        stretchOf,
        all);
  }

  /** Numbers of openings that may lead to this port: the caller still looks at their ports. */
  int[] at(int port) {
    return stretchOf.length == 0 ? stretches[0] : stretches[stretchOf[port]];
  }

  int[] all() {
    return all;
  }

  /** One passage of one way. */
  record Opening(int number, Ports ports) {}
}
