package org.veilor.mesh.truth;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What is wrong, the file, and the fault; a star in the fault stands for anything. */
final class BadTruths {
  static final String TIERS =
      """
      tiers:
        admin: {reaches: everything}
        infra: {reaches: itself}
        guest: {reaches: allowlist}
      """;
  static final String HOSTS =
      """
      hosts:
        doorway: {tag: edge, address: 100.64.0.10}
        nullstone: {tag: infra, address: [100.64.0.11, "fd7a:115c:a1e0::b"]}
        onyx: {tag: admin, address: 100.64.0.12}
        bare: {tag: infra}
      """;

  private BadTruths() {}

  private static String service(String fields) {
    return TIERS + HOSTS + "services:\n  - {" + fields + "}\n";
  }

  static Stream<Arguments> all() {
    var ok = "on: edge, port: 443, tiers: [guest]";
    return Stream.of(
        arguments(
            "a typo in a key",
            service("vhots: x.veilor, name: x, " + ok),
            "11:6: services[0].vhots: this key is not known. *Did you mean vhost?*"),
        arguments(
            "a typo in a section",
            TIERS + "servcies: []\n",
            "5:1: servcies: this key is not known. *Did you mean services?*"),
        arguments(
            "an unknown tier",
            service("vhost: x.veilor, on: edge, port: 443, tiers: [guets]"),
            "11:52: services[0].tiers[0]: \"guets\" is not one of guest, infra, admin*Did you mean guest?*"),
        arguments(
            "a duplicate vhost",
            TIERS
                + "services:\n  - {vhost: x.veilor, "
                + ok
                + "}\n  - {name: y, vhost: x.veilor, "
                + ok
                + "}\n",
            "7:22: services[1].vhost: x.veilor is here already, in line 6: keep one.*"),
        arguments(
            "a vhost in upper case",
            service("vhost: X.Veilor, " + ok),
            "11:13: services[0].vhost: \"X.Veilor\" is no vhost: *Write x.veilor."),
        arguments(
            "a vhost with a port",
            service("vhost: \"x.veilor:443\", " + ok),
            "*is no vhost: *Write x.veilor."),
        arguments(
            "a vhost with a path",
            service("vhost: x.veilor/a, " + ok),
            "*is no vhost: *Write x.veilor."),
        arguments(
            "a vhost with a wildcard",
            service("vhost: \"*.veilor\", " + ok),
            "*\"\\*.veilor\" is no vhost: *"),
        arguments(
            "a vhost with a final dot",
            service("vhost: x.veilor., " + ok),
            "*is no vhost: *Write x.veilor."),
        arguments(
            "an IDN",
            service("vhost: bücher.veilor, " + ok),
            "*is no vhost: *Write xn--bcher-kva.veilor."),
        arguments("an address as vhost", service("vhost: 10.0.0.1, " + ok), "*is no vhost: *"),
        arguments(
            "port 0",
            service("vhost: x.veilor, on: edge, port: 0, tiers: [guest]"),
            "11:39: services[0].port: \"0\" is no port: a port is a number from 1 to 65535, in plain digits."),
        arguments(
            "port 70000",
            service("vhost: x.veilor, on: edge, port: 70000, tiers: [guest]"),
            "*services[0].port: \"70000\" is no port*"),
        arguments(
            "a port in hex",
            service("vhost: x.veilor, on: edge, port: 0x1BB, tiers: [guest]"),
            "*\"0x1BB\" is no port*"),
        arguments(
            "a sexagesimal port",
            service("vhost: x.veilor, on: edge, port: 22:22, tiers: [guest]"),
            "*\"22:22\" is no port*"),
        arguments(
            "no port",
            service("vhost: x.veilor, on: edge, tiers: [guest]"),
            "11:5: services[0]: port is missing: *"),
        arguments(
            "a host that is no address",
            TIERS + "hosts:\n  a: {address: onyx}\n",
            "6:16: hosts.a.address: \"onyx\" is no address: *"),
        arguments(
            "a short address",
            TIERS + "hosts:\n  a: {address: 10.1}\n",
            "*\"10.1\" is no address: *"),
        arguments(
            "an octal address",
            TIERS + "hosts:\n  a: {address: 010.0.0.1}\n",
            "*\"010.0.0.1\" is no address: *"),
        arguments(
            "a prefix as a host",
            TIERS + "hosts:\n  a: {address: 10.0.0.0/8}\n",
            "*\"10.0.0.0/8\" is no address: *"),
        arguments(
            "an address twice",
            TIERS + "hosts:\n  a: {address: 10.0.0.1}\n  b: {address: 10.0.0.1}\n",
            "7:16: hosts.b.address: 10.0.0.1 is a's already."),
        arguments(
            "two of a family",
            TIERS + "hosts:\n  a: {address: [10.0.0.1, 10.0.0.2]}\n",
            "*one IPv4 and one IPv6 at most."),
        arguments(
            "a multicast host",
            TIERS + "hosts:\n  a: {address: 224.0.0.1}\n",
            "*no machine's address*"),
        arguments(
            "a guest's machine",
            TIERS + "hosts:\n  a: {tag: guest}\n",
            "6:12: hosts.a.tag: \"guest\" is not one of admin, edge, infra.*"),
        arguments(
            "a reserved name",
            TIERS + "hosts:\n  edge: {tag: edge}\n",
            "*hosts.edge: \"edge\" has a meaning of its own here*"),
        arguments(
            "guests on an admin's machine",
            service("name: ssh, on: onyx, port: 22, tiers: [guest]"),
            "11:21: services[0].on: onyx is an admin's machine: *"),
        arguments(
            "a host without address",
            service("name: a, on: bare, port: 22, tiers: [guest]"),
            "*services[0].on: bare has no address*hosts.bare.address*"),
        arguments(
            "an unknown host",
            service("name: a, on: nullstome, port: 22, tiers: [guest]"),
            "*\"nullstome\" is neither edge nor one of hosts. Did you mean nullstone?"),
        arguments(
            "nobody",
            service("name: a, on: nullstone, port: 22, tiers: []"),
            "*nobody may use it*"),
        arguments(
            "public on a host",
            service("vhost: x.veilor, on: nullstone, port: 22, tiers: [guest], public: yes"),
            "*services[0].public: public is for services on the edge only*"),
        arguments(
            "public as a word",
            service("vhost: x.veilor, public: maybe, " + ok),
            "*\"maybe\" is not one of yes, no, true, false.*"),
        arguments(
            "a backend with a path",
            service("vhost: x.veilor, backend: \"http://nullstone:3000/a\", " + ok),
            "*cannot be passed on to: *"),
        arguments(
            "a backend that is nowhere",
            service("vhost: x.veilor, backend: \"nullstome:3000\", " + ok),
            "*nullstome is neither one of hosts nor an address. Did you mean nullstone?"),
        arguments(
            "two behind one door",
            TIERS
                + HOSTS
                + "services:\n  - {name: a, on: nullstone, port: 22, tiers: [guest]}\n  - {name: b, on: nullstone, port: 22, tiers: [admin]}\n",
            "12:5: services[1]: the service in line 11 has the same place*"),
        arguments(
            "a zone with host bits",
            TIERS + "zones:\n  lan: {addresses: [192.168.1.7/24]}\n",
            "*write 192.168.1.0/24."),
        arguments(
            "a zone in the mesh",
            TIERS + "zones:\n  lan: {addresses: [100.64.0.0/16]}\n",
            "*there a tier decides, not a zone."),
        arguments(
            "two zones",
            TIERS + "zones:\n  lan: {addresses: [10.0.0.0/8]}\n  b: {addresses: [10.1.0.0/16]}\n",
            "7:19: zones.b.addresses[0]: these addresses are in zone lan already*"),
        arguments(
            "an expectation",
            TIERS + "expect:\n  - guests can reach x\n",
            "6:5: expect[0]: this cannot be read: *"),
        arguments(
            "an expectation of nobody",
            TIERS + "expect:\n  - gest reaches x.veilor\n",
            "*\"gest\" is no tier, host or zone. Did you mean guest?"),
        arguments("no tiers", "hosts: {}\n", "1:1: tiers are missing: *"),
        arguments(
            "a tier too few",
            "tiers:\n  admin: {reaches: everything}\n  guest: {reaches: allowlist}\n",
            "1:1: tiers: infra is missing: *"),
        arguments(
            "a guest who may all",
            "tiers:\n  admin: {reaches: everything}\n  infra: {reaches: itself}\n  guest: {reaches: everything}\n",
            "4:20: tiers.guest.reaches: \"everything\" is not one of allowlist.*"),
        arguments("nothing", "", "1:1: the file is empty: *"),
        arguments("comments alone", "# x\n", "1:1: the file is empty: *"),
        arguments("a list", "- a\n", "1:1: here keys with values are wanted*"),
        arguments("a tab", "tiers:\n\tadmin: {}\n", "2:1: there is a tab: *"),
        arguments(
            "a duplicate key",
            TIERS + "hosts: {}\nhosts: {}\n",
            "6:1: hosts: this key is here twice; the first is in line 5. Keep one."),
        arguments("an alias", "a: &x [1]\nb: *x\n", "1:4: an anchor*"),
        arguments("a type", "tiers: !!java.net.URL [x]\n", "1:8: a type*"),
        arguments("two documents", "a: 1\n---\nb: 1\n", "2:1: a second document*"),
        arguments(
            "an unclosed bracket",
            "tiers: [a\nhosts: {}\n",
            "1:8: a [ is opened here and not closed: *"),
        arguments(
            "NUL", "tiers: a\u0000b\n", "1:9: here is U+0000, which cannot be seen: remove it."));
  }
}
