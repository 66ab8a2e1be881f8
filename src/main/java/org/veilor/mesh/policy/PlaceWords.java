package org.veilor.mesh.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.veilor.mesh.proof.Right;
import org.veilor.mesh.reach.Ports;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.truth.Service;
import org.veilor.mesh.truth.Service.On;
import org.veilor.mesh.truth.Truth;

/** What a right is called, for people who know the truth and not the rules. */
final class PlaceWords {
  static final PlaceWords NONE = new PlaceWords();

  /** What a rule of the truth that names no protocol is written out to. */
  private static final Set<String> ALL = Set.of("tcp", "udp", "icmp", "ipv6-icmp");

  private final Map<String, String> hosts = new HashMap<>();
  private final Map<String, String> services = new HashMap<>();

  private PlaceWords() {}

  static PlaceWords of(Truth truth) {
    var words = new PlaceWords();
    for (var host : truth.hosts().values()) {
      host.addresses().forEach(it -> words.hosts.put(it, host.name()));
    }
    for (var service : truth.services()) {
      var name = service.vhost().orElse(service.name());
      for (var place : places(service, truth)) {
        words.services.putIfAbsent(
            door(place, service.port(), service.protocol().name().toLowerCase(Locale.ROOT)), name);
      }
    }
    return words;
  }

  private static List<String> places(Service service, Truth truth) {
    return switch (service.on()) {
      case On.Edge _ -> List.of(Tag.EDGE.text());
      case On.Machine(var host) -> truth.host(host).map(it -> it.addresses()).orElse(List.of());
    };
  }

  private static String door(String place, int port, String protocol) {
    return place + ":" + port + "/" + protocol;
  }

  /** {@code guest} for {@code tag:guest}. */
  String who(String who) {
    if (who.equals("*")) {
      return "everybody";
    }
    return who.startsWith("tag:") ? who.substring(4) : hosts.getOrDefault(who, who);
  }

  /** Each once: a host with two addresses has one name. */
  List<String> places(List<Right> rights) {
    var protocols = new LinkedHashMap<String, Set<String>>();
    var named = new LinkedHashMap<String, Right>();
    for (var right : rights) {
      var place = right.place() + " " + right.ports();
      named.putIfAbsent(place, right);
      protocols.computeIfAbsent(place, _ -> new TreeSet<>()).add(Protocol.name(right.protocol()));
    }
    var places = new ArrayList<String>();
    named.forEach((place, right) -> {
      var of = protocols.getOrDefault(place, Set.of());
      if (of.containsAll(ALL)) {
        add(places, place(right, ""));
      } else {
        of.forEach(it -> add(places, place(right, it)));
      }
    });
    return places;
  }

  private static void add(List<String> places, String place) {
    if (!places.contains(place)) {
      places.add(place);
    }
  }

  /**
   * @param protocol empty for all that there are
   */
  private String place(Right right, String protocol) {
    var ports = right.ports();
    var service = services.get(door(right.place(), ports.first(), protocol));
    if (service != null && ports.first() == ports.last()) {
      return service + ":" + ports.first() + suffix(protocol);
    }
    if (right.place().equals(Right.EVERYTHING) && ports.equals(Ports.ALL)) {
      return "everything" + suffix(protocol.equals("any") ? "" : protocol);
    }
    var place = hosts.getOrDefault(right.place(), right.place());
    return place + ":" + written(ports) + suffix(protocol);
  }

  private static String suffix(String protocol) {
    return protocol.isEmpty() || protocol.equals("tcp") ? "" : "/" + protocol;
  }

  private static String written(Ports ports) {
    if (ports.equals(Ports.ALL)) {
      return "*";
    }
    return ports.first() == ports.last()
        ? String.valueOf(ports.first())
        : ports.first() + "-" + ports.last();
  }
}
