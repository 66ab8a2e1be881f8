package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.List;
import org.veilor.mesh.address.AddressRange;

/**
 * A rule with addresses in place of names.
 *
 * @param order lower decides first
 * @param self only between the machines of one user
 */
record Way(
    int order,
    Answer.Allowed answer,
    List<AddressSet> sources,
    List<AddressSet> destinations,
    List<Rule.Passage> passages,
    boolean self) {

  /** All ways that a policy opens among these machines; those of rules we understand first. */
  static List<Way> of(Rules rules, Topology topology) {
    var resolver = new Resolver(rules, topology);
    var ways = new ArrayList<Way>();
    for (boolean understood : new boolean[] {true, false}) {
      for (var rule : rules.rules) {
        if (rule.understood() == understood) {
          add(ways, rule, resolver, topology);
        }
      }
    }
    return ways;
  }

  private static void add(List<Way> ways, Rule rule, Resolver resolver, Topology topology) {
    var answer = new Answer.Allowed(rule.name(), rule.understood());
    var sources =
        rule.sources().stream().map(resolver::source).filter(it -> !it.isEmpty()).toList();
    if (sources.isEmpty() || rule.passages().isEmpty()) {
      return;
    }
    if (!rule.via().isEmpty()) {
      var destinations = List.of(AddressSet.of(carried(rule, resolver, topology)));
      ways.add(new Way(ways.size(), answer, sources, destinations, rule.passages(), false));
      return;
    }
    var destinations =
        rule.destinations().stream()
            .filter(it -> it != Alias.Auto.SELF)
            .map(resolver::destination)
            .filter(it -> !it.isEmpty())
            .toList();
    if (!destinations.isEmpty()) {
      ways.add(new Way(ways.size(), answer, sources, destinations, rule.passages(), false));
    }
    if (rule.destinations().contains(Alias.Auto.SELF)) {
      ways.add(
          new Way(
              ways.size(),
              answer,
              List.of(wholeMachines(sources, topology)),
              List.of(members(topology)),
              rule.passages(),
              true));
    }
  }

  /** What of the destinations comes to a router or exit node with one of the tags. */
  private static List<AddressRange> carried(Rule rule, Resolver resolver, Topology topology) {
    var carried = new ArrayList<AddressRange>();
    topology.machines().stream()
        .filter(it -> it.tags().stream().anyMatch(rule.via()::contains))
        .forEach(router -> carried.addAll(carriedBy(router, rule, resolver)));
    return carried;
  }

  /**
   * Headscale sends a router the whole of each prefix that a subnet route of it overlaps. Of that,
   * only what is routed to it, and its own addresses, ever come to it.
   */
  private static List<AddressRange> carriedBy(Machine router, Rule rule, Resolver resolver) {
    var comes = new ArrayList<AddressRange>(router.ranges());
    comes.addAll(router.routeRanges());
    if (router.exitNode()) {
      comes.addAll(Networks.INTERNET.ranges());
    }
    var carried = new ArrayList<AddressRange>();
    for (var destination : rule.destinations()) {
      if (destination == Alias.Auto.INTERNET) {
        if (router.exitNode()) {
          carried.addAll(Networks.INTERNET.ranges());
        }
        continue;
      }
      resolver.viaDestination(destination).prefixes().stream()
          .filter(prefix -> router.routeRanges().stream().anyMatch(prefix::overlaps))
          .forEach(prefix -> comes.forEach(it -> prefix.shared(it).ifPresent(carried::add)));
    }
    return carried;
  }

  /** For self, a machine of which one address is a source counts with all of them. */
  private static AddressSet wholeMachines(List<AddressSet> sources, Topology topology) {
    return AddressSet.of(
        topology.machines().stream()
            .filter(it -> !it.isTagged())
            .map(Machine::ranges)
            .filter(ranges ->
                ranges.stream()
                    .anyMatch(range -> sources.stream().anyMatch(it -> it.contains(range.first()))))
            .flatMap(List::stream)
            .toList());
  }

  private static AddressSet members(Topology topology) {
    return AddressSet.of(
        topology.machines().stream()
            .filter(it -> !it.isTagged() && it.owner().isPresent())
            .flatMap(it -> it.ranges().stream())
            .toList());
  }
}
