package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** All passages of all ways, side by side in plain arrays, in the order in which they decide. */
final class Openings {
  final int[] way;
  final boolean[] self;
  final Answer.Allowed[] answer;
  private final int[] protocol;
  private final int[] firstPort;
  private final int[] lastPort;

  /** By way: where its openings begin. One more than there are ways. */
  private final int[] begin;

  Openings(List<Way> ways) {
    begin = new int[ways.size() + 1];
    for (var it : ways) {
      begin[it.order() + 1] = begin[it.order()] + it.passages().size();
    }
    int count = begin[ways.size()];
    way = new int[count];
    self = new boolean[count];
    answer = new Answer.Allowed[count];
    protocol = new int[count];
    firstPort = new int[count];
    lastPort = new int[count];
    for (var it : ways) {
      for (int i = 0; i < it.passages().size(); i++) {
        int at = begin[it.order()] + i;
        way[at] = it.order();
        self[at] = it.self();
        answer[at] = it.answer();
        protocol[at] = it.passages().get(i).protocol();
        firstPort[at] = it.passages().get(i).ports().first();
        lastPort[at] = it.passages().get(i).ports().last();
      }
    }
  }

  List<Door.Opening> of(BitSet ways) {
    var openings = new ArrayList<Door.Opening>();
    ways.stream()
        .forEach(it -> {
          for (int at = begin[it]; at < begin[it + 1]; at++) {
            openings.add(new Door.Opening(at, ports(at)));
          }
        });
    return openings;
  }

  Reach.Open open(int opening) {
    return new Reach.Open(
        answer[opening].rule(), protocol[opening], firstPort[opening], lastPort[opening]);
  }

  /** Whether a packet of this protocol to this port fits; ports count only where there are any. */
  boolean lets(int opening, int wanted, int port) {
    if (!fits(protocol[opening], wanted)) {
      return false;
    }
    return Protocol.hasPorts(wanted)
        ? firstPort[opening] <= port && port <= lastPort[opening]
        : ports(opening).equals(Ports.ALL);
  }

  private Ports ports(int opening) {
    return new Ports(firstPort[opening], lastPort[opening]);
  }

  private static boolean fits(int own, int wanted) {
    return own == Protocol.ANY
        || own == wanted
        || wanted == Protocol.ANY
            && (own == Protocol.TCP || own == Protocol.UDP || Protocol.isIcmp(own));
  }
}
