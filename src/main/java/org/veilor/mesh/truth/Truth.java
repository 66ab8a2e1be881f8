package org.veilor.mesh.truth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.tier.Tier;

/**
 * Who may reach what. What is not in it is refused. Every name it uses is declared in it, no vhost
 * stands twice, and no guest is let into an admin's machine: whoever holds a truth need not check.
 *
 * @param tiers all three
 * @param hosts by name, in the file's order; so are services and zones
 */
public record Truth(
    Map<Tier, TierRule> tiers,
    Map<String, Host> hosts,
    List<Service> services,
    List<Zone> zones,
    List<Expectation> expectations) {
  public Truth {
    tiers = Map.copyOf(tiers);
    hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
    services = List.copyOf(services);
    zones = List.copyOf(zones);
    expectations = List.copyOf(expectations);
  }

  public TierRule rule(Tier tier) {
    return Objects.requireNonNull(tiers.get(tier), "a truth has all three tiers");
  }

  public Optional<Host> host(String name) {
    return Optional.ofNullable(hosts.get(name));
  }

  /** The machines that the reverse proxy runs on. None before the first has joined. */
  public List<Host> edges() {
    return hosts.values().stream()
        .filter(host -> host.tag().filter(Tag.EDGE::equals).isPresent())
        .toList();
  }
}
