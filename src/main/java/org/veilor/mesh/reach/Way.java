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

  /** What of a destination's prefixes a router or exit node with one of the tags carries. */
  private static List<AddressRange> carried(Rule rule, Resolver resolver, Topology topology) {
    var routers =
        topology.machines().stream()
            .filter(it -> it.tags().stream().anyMatch(rule.via()::contains))
            .toList();
    var routes = routers.stream().flatMap(it -> it.routeRanges().stream()).toList();
    var carried = new ArrayList<AddressRange>();
    for (var destination : rule.destinations()) {
      if (destination == Alias.Auto.INTERNET) {
        if (routers.stream().anyMatch(Machine::exitNode)) {
          carried.addAll(Networks.INTERNET.ranges());
        }
        continue;
      }
      resolver.viaDestination(destination).prefixes().stream()
          .filter(prefix -> routes.stream().anyMatch(prefix::overlaps))
          .forEach(carried::add);
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
