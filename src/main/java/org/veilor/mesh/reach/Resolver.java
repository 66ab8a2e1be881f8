package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.veilor.mesh.address.AddressRange;

/** Which addresses an alias stands for, with these machines. */
final class Resolver {
  private final Rules rules;
  private final Topology topology;
  private final List<Machine.Owner> owners;
  private final AddressSet anybody;
  private final Map<Alias, AddressSet> known = new HashMap<>();

  Resolver(Rules rules, Topology topology) {
    this.rules = rules;
    this.topology = topology;
    this.owners = topology.owners();
    this.anybody =
        Networks.MESH.plus(
            topology.machines().stream().flatMap(it -> it.routeRanges().stream()).toList());
  }

  AddressSet source(Alias alias) {
    return alias instanceof Alias.Anybody ? anybody : common(alias);
  }

  AddressSet destination(Alias alias) {
    return alias instanceof Alias.Anybody ? AddressSet.ALL : common(alias);
  }

  /** Of an entry with {@code via}, where * is the mesh only. */
  AddressSet viaDestination(Alias alias) {
    return alias instanceof Alias.Anybody ? Networks.MESH : common(alias);
  }

  private AddressSet common(Alias alias) {
    // Not computeIfAbsent: a group asks for its users on the way.
    var set = known.get(alias);
    if (set == null) {
      set = resolve(alias);
      known.put(alias, set);
    }
    return set;
  }

  private AddressSet resolve(Alias alias) {
    return switch (alias) {
      case Alias.Anybody _ -> anybody;
      case Alias.Unknown _ -> AddressSet.ALL;
      case Alias.Prefix prefix -> AddressSet.of(List.of(prefix.range()));
      case Alias.HostName host ->
          AddressSet.of(List.of(java.util.Objects.requireNonNull(rules.hosts.get(host.name()))));
      case Alias.Tag tag -> machines(it -> it.tags().contains(tag.name()));
      case Alias.User user -> machines(ownedBy(user.name()));
      case Alias.Group group -> {
        var ranges = new ArrayList<AddressRange>();
        for (var user : rules.groups.getOrDefault(group.name(), List.of())) {
          ranges.addAll(common(new Alias.User(user)).ranges());
        }
        yield AddressSet.of(ranges);
      }
      case Alias.Auto auto ->
          switch (auto) {
            case INTERNET -> Networks.INTERNET;
            case DANGER_ALL -> AddressSet.ALL;
            case MEMBER -> machines(it -> !it.isTagged());
            case TAGGED -> machines(Machine::isTagged);
            // Self is a matter of pairs; nonroot of none.
            case SELF, NONROOT -> AddressSet.NONE;
          };
    };
  }

  private AddressSet machines(Predicate<Machine> which) {
    return AddressSet.of(
        topology.machines().stream().filter(which).flatMap(it -> it.ranges().stream()).toList());
  }

  /**
   * The provider's id goes before name and e-mail. Headscale refuses a policy in which a name means
   * two users; here it means both, for what errs must err to reachable.
   */
  private Predicate<Machine> ownedBy(String user) {
    var wanted = user.endsWith("@") ? user.substring(0, user.length() - 1) : user;
    var exact = owners.stream().filter(it -> it.providerId().equals(wanted)).toList();
    var meant =
        exact.isEmpty() ? owners.stream().filter(it -> it.isCalled(wanted)).toList() : exact;
    var ids = meant.stream().map(Machine.Owner::id).collect(java.util.stream.Collectors.toSet());
    return it -> !it.isTagged() && it.owner().filter(owner -> ids.contains(owner.id())).isPresent();
  }
}
