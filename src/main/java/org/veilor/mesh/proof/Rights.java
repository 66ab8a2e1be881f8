package org.veilor.mesh.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.veilor.mesh.address.AddressRange;
import org.veilor.mesh.reach.Alias;
import org.veilor.mesh.reach.Ports;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.reach.Rule;
import org.veilor.mesh.reach.Rules;

/**
 * What a policy lets whom reach, whatever its rules are cut into: their order, a host's name, a
 * range of ports in two halves, and what a wider right of the same machines holds already make no
 * difference.
 */
public final class Rights {
  /** One who at one place by one protocol. */
  private record Key(String who, String place, int protocol) {}

  public static final Rights NONE = new Rights(Map.of());

  private final Map<Key, PortSet> ports;

  private Rights(Map<Key, PortSet> ports) {
    this.ports = ports;
  }

  public static Rights of(Rules rules) {
    var found = new LinkedHashMap<Key, List<Ports>>();
    if (rules.allowsAll()) {
      found.put(new Key(Right.EVERYBODY, Right.EVERYTHING, Protocol.ANY), List.of(Ports.ALL));
    }
    for (var rule : rules.rules()) {
      for (var source : rule.sources()) {
        for (var destination : rule.destinations()) {
          for (var passage : rule.passages()) {
            found
                .computeIfAbsent(
                    new Key(
                        name(source, rules), place(destination, rule, rules), passage.protocol()),
                    _ -> new ArrayList<>())
                .add(passage.ports());
          }
        }
      }
    }
    var merged = new LinkedHashMap<Key, PortSet>();
    found.forEach((key, list) -> merged.put(key, PortSet.of(list)));
    var all = new Rights(merged);
    var needed = new LinkedHashMap<Key, PortSet>();
    merged.forEach((key, set) -> put(needed, key, set.minus(all.wider(key))));
    return new Rights(needed);
  }

  private static void put(Map<Key, PortSet> map, Key key, PortSet set) {
    if (!set.isEmpty()) {
      map.put(key, set);
    }
  }

  private static String place(Alias destination, Rule rule, Rules rules) {
    var name = name(destination, rules);
    return rule.via().isEmpty() ? name : name + " via " + String.join(", ", rule.via());
  }

  private static String name(Alias alias, Rules rules) {
    return switch (alias) {
      case Alias.Anybody _ -> Right.EVERYTHING;
      case Alias.User(var name) -> name;
      case Alias.Group(var name) -> name;
      case Alias.Tag(var name) -> name;
      case Alias.Unknown(var name) -> name.isEmpty() ? "anything" : name;
      case Alias.Auto auto -> auto.text();
      case Alias.Prefix _, Alias.HostName _ ->
          rules.range(alias).map(Rights::written).orElse("nowhere");
    };
  }

  private static String written(AddressRange range) {
    return range.first().equals(range.last())
        ? range.first().toString()
        : range.first() + "-" + range.last();
  }

  /** What whoever is meant has at this place, or at all places, by what is wider than this. */
  private PortSet wider(Key key) {
    var wider = ofWider(key, key.who());
    return isMachinesOfTheMesh(key.who())
        ? wider
            .plus(ofWider(key, Right.EVERYBODY))
            .plus(at(new Key(Right.EVERYBODY, key.place(), key.protocol())))
        : wider;
  }

  private PortSet ofWider(Key key, String who) {
    var wider = PortSet.NONE;
    if (key.protocol() != Protocol.ANY) {
      wider = wider.plus(at(new Key(who, key.place(), Protocol.ANY)));
    }
    // A rule of users among themselves is about others than the destination says.
    if (!key.place().equals(Right.EVERYTHING) && !key.place().equals(Alias.Auto.SELF.text())) {
      wider = wider.plus(at(new Key(who, Right.EVERYTHING, key.protocol())));
      wider = wider.plus(at(new Key(who, Right.EVERYTHING, Protocol.ANY)));
    }
    return wider;
  }

  /** Of an address that is not so sure: * as a source is the mesh, and what is routed to it. */
  private static boolean isMachinesOfTheMesh(String who) {
    return who.startsWith("tag:")
        || who.startsWith("group:")
        || who.contains("@")
        || who.equals(Alias.Auto.MEMBER.text())
        || who.equals(Alias.Auto.TAGGED.text());
  }

  private PortSet at(Key key) {
    return ports.getOrDefault(key, PortSet.NONE);
  }

  /** What is in here and not in the other, in this one's order. */
  public List<Right> beyond(Rights other) {
    var beyond = new ArrayList<Right>();
    ports.forEach((key, set) ->
        set.minus(other.at(key)).minus(other.wider(key)).ranges().stream()
            .map(range -> new Right(key.who(), key.place(), key.protocol(), range))
            .forEach(beyond::add));
    return beyond;
  }

  /** These but for some doors of somebody. */
  public Rights without(String who, String place, int protocol, Collection<Ports> doors) {
    var hole = PortSet.of(doors);
    var left = new LinkedHashMap<Key, PortSet>();
    ports.forEach((key, set) ->
        put(left, key, key.equals(new Key(who, place, protocol)) ? set.minus(hole) : set));
    return new Rights(left);
  }

  /** Whether it is written of this place; a wider right does not count. */
  public boolean has(String who, String place, int protocol, int port) {
    return at(new Key(who, place, protocol)).contains(port);
  }

  /** Whether somebody has any that is so. */
  public boolean any(Predicate<Right> so) {
    return all().stream().anyMatch(so);
  }

  public List<Right> all() {
    return beyond(NONE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rights rights && rights.ports.equals(ports);
  }

  @Override
  public int hashCode() {
    return ports.hashCode();
  }

  @Override
  public String toString() {
    return all().toString();
  }
}
