package org.veilor.mesh.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.veilor.mesh.proof.WrittenPolicy.Door;
import org.veilor.mesh.proof.WrittenPolicy.Entry;
import org.veilor.mesh.truth.Truth;

/** An entry over the whole grammar: it may widen a policy, and it may not. */
final class RandomEntry {
  private static final List<String> ANYWHERE =
      List.of(
          "tag:guest",
          "tag:infra",
          "tag:admin",
          "tag:edge",
          "tag:edge",
          "alice@",
          "group:family",
          "group:empty",
          "*",
          "autogroup:member",
          "autogroup:tagged",
          "100.64.0.3",
          "100.64.0.4/30",
          "100.64.0.4/31",
          "100.64.0.0/29",
          "100.64.0.0/10",
          "100.127.255.255",
          "100.128.0.0/9",
          "100.63.255.0/24",
          "192.168.7.0/24",
          "192.168.7.2",
          "10.0.0.0/8",
          "fd7a:115c:a1e0::2",
          "fd7a:115c:a1e0::4/126",
          "fd7a:115c:a1e1::/48",
          "fd7a:115c::/32",
          "fd00:7::/64",
          "0.0.0.0/0",
          "::/0");
  private static final List<String> PEOPLE = List.of("alice@", "group:family", "autogroup:member");
  private static final List<String> PORTS =
      List.of("*", "443", "443", "8443", "22", "440-450", "8443-8444", "0-443", "1-65535");
  private static final List<String> PROTOCOLS =
      List.of("tcp", "tcp", "tcp", "udp", "udp", "sctp", "icmp", "gre", "any");

  private final Random random;
  private final List<String> hosts;

  RandomEntry(Truth truth, Random random) {
    this.random = random;
    this.hosts = truth.hosts().values().stream().flatMap(it -> it.addresses().stream()).toList();
  }

  Entry next() {
    var protocol = one(PROTOCOLS);
    var sources = new ArrayList<String>();
    var doors = new ArrayList<Door>();
    boolean portless = List.of("icmp", "gre").contains(protocol);
    if (random.nextInt(12) == 0) {
      sources.add(one(PEOPLE));
      doors.add(new Door("autogroup:self", portless ? "*" : one(PORTS)));
    } else {
      for (int left = 1 + random.nextInt(2); left > 0; left--) {
        sources.add(one(with("autogroup:danger-all")));
        doors.add(new Door(one(with("autogroup:internet")), portless ? "*" : one(PORTS)));
      }
    }
    return new Entry(protocol.equals("any") ? null : protocol, sources, doors);
  }

  private List<String> with(String more) {
    return Stream.of(ANYWHERE, hosts, List.of(more)).flatMap(List::stream).toList();
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
