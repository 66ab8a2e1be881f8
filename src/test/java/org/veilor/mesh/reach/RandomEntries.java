package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Entries of a policy: most as somebody might write them, some as nobody should. */
final class RandomEntries {
  static final List<String> TAGS = List.of("tag:guest", "tag:infra", "tag:admin", "tag:edge");
  static final Map<String, String> HOSTS =
      Map.of(
          "h1", "100.64.0.10",
          "h2", "10.33.0.0/16",
          "h6", "fd7a:115c:a1e0::/112",
          "lan", "192.168.1.7/24");

  private static final List<String> USERS =
      List.of("alice@", "bob@example.org", "carol@corp", "nobody@");
  private static final List<String> GROUPS = List.of("group:a", "group:b", "group:e");
  private static final List<String> PREFIXES =
      List.of(
          "10.1.2.3/8",
          "8.8.8.8",
          "0.0.0.0/0",
          "::/0",
          "2001:db8::/32",
          "100.115.92.0/23",
          "192.168.1.0/24",
          "100.64.0.0/10",
          "100.64.0.0/28",
          "fd7a:115c:a1e0::/124",
          "fd7a:115c:a1e0::/48",
          "100.64.0.6",
          "100.64.0.13",
          "fd7a:115c:a1e0::d");
  private static final List<String> BAD_ALIASES =
      List.of(
          "tag:nope",
          "group:nope",
          "nohost",
          "autogroup:owner",
          "autogroup:nonroot",
          "10.0.0.0/33",
          "1.2.3",
          "a:b",
          "",
          "tag:",
          "group:",
          "010.0.0.1",
          "fd7a::1%eth0",
          "autogroup:internet",
          "autogroup:self",
          "autogroup:danger-all",
          " tag:guest",
          "Tag:guest",
          "*.*",
          "100.64.0.1-100.64.0.5",
          "::ffff:100.64.0.1",
          "1:2:3:4:5:6:7:8::",
          "fd7a:115c:a1e0:0:0:0:0:1",
          "10.0.0.0/08",
          "10.0.0.0/-1");
  private static final List<String> PORTS =
      List.of("*", "*", "22", "443", "80,443", "1000-2000", "1-65535", "0-100", "443,8000-8100,22");
  private static final List<String> BAD_PORTS =
      List.of(
          "0", "70000", "80-20", "x", "", "80-", "-", "80--90", "+80", "080", "0-0", "80,", "*,80",
          "80 ", "1-2-3", "0-65535", "-80", "80-+90");
  private static final List<Object> PROTOCOLS =
      List.of(
          "tcp", "TCP", "udp", "sctp", 6, "17", "icmp", "gre", "132", "ipv6-icmp", "tcp", "tcp");
  private static final List<Object> BAD_PROTOCOLS =
      List.of(
          "*", "0", "06", "006", "+6", "256", "-1", "quic", "TCP ", "icmpv6", "", "icmp6", 6, 17,
          1.5, true, "99", "099", "-0");
  private static final List<String> SERVICES =
      List.of(
          "*",
          "443",
          "tcp:443",
          "udp:53,5353",
          "6:1-65535",
          "sctp:*",
          "80-90",
          "icmp:*",
          "tcp:*",
          ":22");
  private static final List<List<?>> BAD_SERVICES =
      List.of(
          List.of(),
          List.of("TCP:80"),
          List.of("tcp:80:90"),
          List.of("*:80"),
          List.of("tcp:"),
          List.of("tcp"),
          List.of("70000"),
          List.of("0"),
          List.of("06:80"),
          List.of("tcp:0-10"),
          List.of(80),
          List.of("quic:1"),
          List.of(""));

  private final Random random;
  private final boolean bad;

  /**
   * @param bad whether there may be what Headscale refuses
   */
  RandomEntries(Random random, boolean bad) {
    this.random = random;
    this.bad = bad;
  }

  <T> T one(List<? extends T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** True once in so many times. */
  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  private boolean badOnce(int in) {
    return bad && once(in);
  }

  private String alias(boolean destination) {
    if (badOnce(7)) {
      return one(BAD_ALIASES);
    }
    return switch (random.nextInt(16)) {
      case 0, 1, 2, 3, 4 -> one(TAGS);
      case 5, 6 -> one(USERS);
      case 7 -> one(GROUPS);
      case 8, 9 -> one(List.copyOf(HOSTS.keySet()));
      case 10, 11, 12 -> one(PREFIXES);
      case 13 -> "*";
      case 14 -> one(List.of("autogroup:member", "autogroup:tagged"));
      default -> destination ? "autogroup:internet" : "autogroup:danger-all";
    };
  }

  private List<Object> aliases(boolean destination, int most) {
    var aliases = new ArrayList<Object>();
    for (int left = random.nextInt(most) + (once(12) ? 0 : 1); left > 0; left--) {
      aliases.add(alias(destination));
    }
    return aliases;
  }

  Map<String, Object> acl() {
    var acl = new LinkedHashMap<String, Object>();
    acl.put("action", badOnce(20) ? one(List.of("deny", "Accept", "")) : "accept");
    if (badOnce(20)) {
      acl.remove("action");
    }
    acl.put("src", aliases(false, 3));
    Object protocol = once(3) ? null : badOnce(5) ? one(BAD_PROTOCOLS) : one(PROTOCOLS);
    if (protocol != null) {
      acl.put(one(List.of("proto", "proto", "Proto", "PROTO")), protocol);
    }
    boolean portless =
        List.of("icmp", "gre", "ipv6-icmp", "99").contains(String.valueOf(protocol)) && !once(30);
    var destinations = new ArrayList<Object>();
    for (int left = random.nextInt(3) + 1; left > 0; left--) {
      destinations.add(
          bracketed(alias(true))
              + ":"
              + (portless ? "*" : badOnce(10) ? one(BAD_PORTS) : one(PORTS)));
    }
    acl.put("dst", destinations);
    if (once(20)) {
      acl.put("#remark", Map.of("x", 1));
    }
    if (badOnce(25)) {
      acl.put(one(List.of("users", "dts", "srcPosture")), List.of());
    }
    if (badOnce(30)) {
      acl.put(
          one(List.of("src", "dst")),
          one(List.of("tag:guest:22", List.of(1), Map.of(), List.of("tag:guest"))));
    }
    return acl;
  }

  private String bracketed(String alias) {
    if (alias.indexOf(':') < 0
        || !Character.isDigit(alias.charAt(0)) && alias.charAt(0) != 'f'
        || once(2)) {
      return alias;
    }
    int slash = alias.indexOf('/');
    return slash < 0
        ? "[" + alias + "]"
        : "[" + alias.substring(0, slash) + "]" + alias.substring(slash);
  }

  Map<String, Object> grant() {
    var grant = new LinkedHashMap<String, Object>();
    grant.put("src", aliases(false, 3));
    var destinations = aliases(true, 3);
    destinations.removeIf(it -> !bad && List.of("0.0.0.0/0", "::/0").contains(it));
    grant.put("dst", destinations);
    grant.put("ip", badOnce(5) ? one(BAD_SERVICES) : List.of(one(SERVICES), one(SERVICES)));
    if (once(7) && !destinations.contains("autogroup:internet")) {
      grant.put(
          "app",
          Map.of(one(List.of("example.org/cap/x", "tailscale.com/cap/relay")), List.of(Map.of())));
      if (once(2)) {
        grant.remove("ip");
      }
    }
    if (badOnce(10)) {
      grant.put("via", one(List.of(List.of("tag:nope"), List.of("alice@"), List.of())));
    }
    if (badOnce(20)) {
      grant.put("app", Map.of(one(List.of("https://x/y", "tailscale.com/cap/ingress")), List.of()));
    }
    return grant;
  }

  private static final List<String> PEOPLE =
      List.of("autogroup:member", "alice@", "group:a", "bob@example.org", "group:e");

  /** An acl to the sources' own machines, now and then to others too. */
  Map<String, Object> self() {
    var acl = acl();
    acl.put("src", List.of(once(4) ? "*" : one(PEOPLE), one(PEOPLE)));
    boolean portless = acl.get("dst").toString().endsWith(":*]");
    var destinations = new ArrayList<Object>(List.of("autogroup:self:" + (portless ? "*" : "22")));
    if (once(2)) {
      destinations.addAll((List<?>) acl.get("dst"));
    }
    acl.put("dst", destinations);
    return acl;
  }

  Map<String, Object> selfGrant() {
    var grant = grant();
    grant.put("src", List.of(one(PEOPLE)));
    grant.put("dst", List.of("autogroup:self"));
    return grant;
  }

  /** A grant through certain routers only. */
  Map<String, Object> via() {
    var grant = grant();
    grant.remove("app");
    grant.put("ip", List.of(one(SERVICES)));
    var destinations = new ArrayList<Object>();
    for (int left = random.nextInt(2) + 1; left > 0; left--) {
      destinations.add(
          one(
              List.of(
                  "10.33.4.0/24",
                  "10.33.0.0/16",
                  "10.0.0.0/8",
                  "10.44.1.0/24",
                  "autogroup:internet",
                  "autogroup:internet",
                  "h2",
                  "lan",
                  "tag:edge",
                  "fd00:33::/48",
                  "10.99.0.0/16",
                  "8.8.8.8",
                  "10.44.1.9",
                  "alice@",
                  "0.0.0.0/1")));
    }
    grant.put("dst", destinations);
    grant.put("via", once(3) ? List.of("tag:edge", "tag:guest") : List.of(one(TAGS)));
    return grant;
  }
}
