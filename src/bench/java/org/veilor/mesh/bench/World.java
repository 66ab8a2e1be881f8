package org.veilor.mesh.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.veilor.mesh.policy.Compiled;
import org.veilor.mesh.reach.Machine;
import org.veilor.mesh.reach.Reach;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.reach.RulesReading;
import org.veilor.mesh.reach.Topology;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Host;
import org.veilor.mesh.truth.Place;
import org.veilor.mesh.truth.Service;
import org.veilor.mesh.truth.TierRule;
import org.veilor.mesh.truth.TierRule.Reaches;
import org.veilor.mesh.truth.Truth;

/**
 * A mesh of 1,000 machines (10 admins', 100 servers, the others guests') and so many services, each
 * on a port of a server, each for guests. Admins reach everything, servers each other.
 */
record World(int services) {
  static final int ADMINS = 10;
  static final int SERVERS = 100;
  static final int GUESTS = 890;

  private static final int FIRST_PORT = 1000;
  private static final Place NOWHERE = new Place(1, 1);

  Truth truth() {
    Map<String, Host> hosts = new LinkedHashMap<>();
    for (int i = 0; i < SERVERS; i++) {
      hosts.put(
          "server" + i,
          new Host("server" + i, Optional.of(Tag.INFRA), addresses(server(i)), "", NOWHERE));
    }
    List<Service> list = new ArrayList<>();
    for (int i = 0; i < services; i++) {
      list.add(service(i));
    }
    var tiers =
        Map.of(
            Tier.ADMIN, new TierRule(Reaches.EVERYTHING, "", NOWHERE),
            Tier.INFRA, new TierRule(Reaches.ITSELF, "", NOWHERE),
            Tier.GUEST, new TierRule(Reaches.ALLOWLIST, "", NOWHERE));
    return new Truth(tiers, hosts, list, List.of(), List.of());
  }

  private static Service service(int number) {
    return new Service(
        name(number),
        Optional.empty(),
        new Service.On.Machine("server" + number % SERVERS),
        port(number),
        Service.Protocol.TCP,
        Set.of(Tier.GUEST),
        false,
        Optional.empty(),
        "",
        NOWHERE);
  }

  /** A number that no service has is a closed port, on the same servers. */
  static String name(int number) {
    return "service-" + number;
  }

  static int port(int number) {
    return FIRST_PORT + number / SERVERS;
  }

  static int serverOf(int number) {
    return server(number % SERVERS);
  }

  static int server(int number) {
    return ADMINS + number;
  }

  static int guest(int number) {
    return ADMINS + SERVERS + number;
  }

  /** Both addresses of a machine, from 0. */
  static List<String> addresses(int machine) {
    int number = machine + 1;
    return List.of(
        "100.64." + (number >> 8) + "." + (number & 255),
        "fd7a:115c:a1e0::" + Integer.toHexString(number));
  }

  static Topology topology() {
    List<Machine> machines = new ArrayList<>();
    for (int i = 0; i < ADMINS + SERVERS + GUESTS; i++) {
      var tag = i < ADMINS ? Tag.ADMIN : i < ADMINS + SERVERS ? Tag.INFRA : Tag.GUEST;
      machines.add(Machine.tagged("node" + i, addresses(i), tag.text()));
    }
    return Topology.of(machines);
  }

  /** By way of the text that Headscale gets. */
  Rules rules() {
    return switch (Rules.read(Compiled.of(truth()).artefacts().policy())) {
      case RulesReading.Good good -> good.rules();
      case RulesReading bad -> throw new IllegalStateException("our own policy: " + bad);
    };
  }

  Reach reach() {
    return Reach.of(rules(), topology());
  }
}
