package org.veilor.mesh.reach;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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

  /**
   * Which stretch each port is in, by its upper and lower byte; empty if there is but one. Equal
   * rows are one object: most doors then fit a processor's caches, all of them together.
   */
  private final char[][] stretchOf;

  private final int[] all;

  private Door(int[][] stretches, char[][] stretchOf, int[] all) {
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
      return new Door(new int[0][], new char[0][], all);
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
    return new Door(
        lists.stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new),
        rows(begins),
        all);
  }

  private static char[][] rows(int[] begins) {
    var known = new HashMap<CharBuffer, char[]>();
    var rows = new char[256][];
    int stretch = 0;
    for (int port = 0; port < 65536; port++) {
      if (stretch + 1 < begins.length && begins[stretch + 1] == port) {
        stretch++;
      }
      if ((port & 255) == 0) {
        rows[port >> 8] = new char[256];
      }
      rows[port >> 8][port & 255] = (char) stretch;
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i] = known.computeIfAbsent(CharBuffer.wrap(rows[i]), CharBuffer::array);
    }
    return rows;
  }

  /** Numbers of openings that may lead to this port: the caller still looks at their ports. */
  int[] at(int port) {
    return stretchOf.length == 0 ? all : stretches[stretchOf[port >> 8][port & 255]];
  }

  int[] all() {
    return all;
  }

  /** One passage of one way. */
  record Opening(int number, Ports ports) {}
}
