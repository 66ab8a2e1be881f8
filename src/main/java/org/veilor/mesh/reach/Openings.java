package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * All passages of all ways, in the order in which they decide. What a decision looks at is two
 * numbers side by side: ten thousand then fit a processor's caches.
 */
final class Openings {
  private static final int ANY = 0xFFFF;

  /** To each first way, protocol and self, then its ports: see {@link #pack}. */
  private final long[] packed;

  private final Answer.Allowed[] answer;

  /** By way: where its openings begin. One more than there are ways. */
  private final int[] begin;

  Openings(List<Way> ways) {
    begin = new int[ways.size() + 1];
    for (var it : ways) {
      begin[it.order() + 1] = begin[it.order()] + it.passages().size();
    }
    packed = new long[2 * begin[ways.size()]];
    answer = new Answer.Allowed[begin[ways.size()]];
    for (var it : ways) {
      for (int i = 0; i < it.passages().size(); i++) {
        pack(begin[it.order()] + i, it, it.passages().get(i));
      }
    }
  }

  private void pack(int opening, Way way, Rule.Passage passage) {
    long protocol = passage.protocol() & ANY;
    packed[2 * opening] = (long) way.order() << 32 | protocol << 1 | (way.self() ? 1 : 0);
    packed[2 * opening + 1] = (long) passage.ports().first() << 32 | passage.ports().last();
    answer[opening] = way.answer();
  }

  int way(int opening) {
    return (int) (packed[2 * opening] >>> 32);
  }

  /** Whether it leads to machines of the source's own user only. */
  boolean self(int opening) {
    return (packed[2 * opening] & 1) != 0;
  }

  Answer.Allowed answer(int opening) {
    return answer[opening];
  }

  private int protocol(int opening) {
    int protocol = (int) (packed[2 * opening] >>> 1) & ANY;
    return protocol == ANY ? Protocol.ANY : protocol;
  }

  private int firstPort(int opening) {
    return (int) (packed[2 * opening + 1] >>> 32);
  }

  private int lastPort(int opening) {
    return (int) packed[2 * opening + 1];
  }

  /**
   * @param wanted only those that let this protocol through, too
   */
  List<Door.Opening> of(BitSet ways, OptionalInt wanted) {
    var openings = new ArrayList<Door.Opening>();
    ways.stream()
        .forEach(it -> {
          for (int at = begin[it]; at < begin[it + 1]; at++) {
            if (wanted.isEmpty() || fits(protocol(at), wanted.getAsInt())) {
              openings.add(new Door.Opening(at, ports(at)));
            }
          }
        });
    return openings;
  }

  Reach.Open open(int opening) {
    return new Reach.Open(
        answer[opening].rule(), protocol(opening), firstPort(opening), lastPort(opening));
  }

  /** Whether a packet of this protocol to this port fits; ports count only where there are any. */
  boolean lets(int opening, int wanted, int port) {
    if (!fits(protocol(opening), wanted)) {
      return false;
    }
    return Protocol.hasPorts(wanted)
        ? firstPort(opening) <= port && port <= lastPort(opening)
        : ports(opening).equals(Ports.ALL);
  }

  private Ports ports(int opening) {
    return new Ports(firstPort(opening), lastPort(opening));
  }

  private static boolean fits(int own, int wanted) {
    return own == Protocol.ANY
        || own == wanted
        || wanted == Protocol.ANY
            && (own == Protocol.TCP || own == Protocol.UDP || Protocol.isIcmp(own));
  }
}
