package org.veilor.mesh.policy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.veilor.mesh.proof.Rights;
import org.veilor.mesh.reach.Ports;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Truth;

/**
 * What everybody has under one policy.
 *
 * @param rights of the rules; without the doors of the edge that the gate is behind
 * @param vhosts what the gate lets somebody use, {@code x.veilor:443}, by who
 */
record Holdings(Rights rights, Map<String, Set<String>> vhosts, PlaceWords words) {
  private static final String OUTSIDE = "everybody outside";

  static final Holdings NONE = new Holdings(Rights.NONE, Map.of(), PlaceWords.NONE);

  static Holdings ofRules(Rules rules, Truth names) {
    return new Holdings(Rights.of(rules), Map.of(), PlaceWords.of(names));
  }

  static Holdings of(Compiled compiled) {
    var all = Rights.of(Expectations.rules(compiled.artefacts().policy()));
    var rights = all;
    for (var tier : Tier.values()) {
      if (!AclCompiler.reachesAllServices(compiled.truth(), tier)) {
        rights =
            rights.without(tier.tag().text(), Tag.EDGE.text(), Protocol.TCP, guarded(compiled));
      }
    }
    return new Holdings(rights, vhosts(all, compiled), PlaceWords.of(compiled.truth()));
  }

  private static Set<Ports> guarded(Compiled compiled) {
    return compiled.gate().vhosts().values().stream()
        .map(it -> new Ports(it.port(), it.port()))
        .collect(Collectors.toSet());
  }

  private static Map<String, Set<String>> vhosts(Rights rights, Compiled compiled) {
    var vhosts = new LinkedHashMap<String, Set<String>>();
    compiled
        .gate()
        .vhosts()
        .forEach((name, vhost) -> {
          var place = name + ":" + vhost.port();
          for (var tier : Tier.values()) {
            // Who reaches everything anyway gains nothing by one name more.
            if ((vhost.tiers().contains(tier.text()) || vhost.isPublic())
                && !AclCompiler.reachesAllServices(compiled.truth(), tier)
                && rights.has(tier.tag().text(), Tag.EDGE.text(), Protocol.TCP, vhost.port())) {
              add(vhosts, tier.text(), place);
            }
          }
          vhost.zones().forEach(zone -> add(vhosts, "zone " + zone, place));
          if (vhost.isPublic()) {
            add(vhosts, OUTSIDE, place);
          }
        });
    return vhosts;
  }

  private static void add(Map<String, Set<String>> vhosts, String who, String place) {
    vhosts.computeIfAbsent(who, _ -> new LinkedHashSet<>()).add(place);
  }

  boolean has(String who) {
    return vhosts.containsKey(who) || rights.any(it -> words.who(it.who()).equals(who));
  }
}
