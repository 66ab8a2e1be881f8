package org.veilor.mesh.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Service;
import org.veilor.mesh.truth.Truth;
import org.veilor.mesh.truth.Zone;

/**
 * Who may use which vhost behind the reverse proxy, by the name that was asked for: the packet
 * filter cannot tell vhosts apart. What is not in it is refused.
 *
 * @param version of this form
 * @param vhosts by name
 * @param zones their prefixes, by name
 */
public record GateTable(int version, Map<String, Vhost> vhosts, Map<String, List<String>> zones) {
  private static final int VERSION = 1;
  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .build()
          .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  /**
   * @param tiers sorted by power, admin first; admin is in it where admins reach everything
   * @param isPublic whether whoever comes from outside the mesh may use it
   * @param zones names, sorted
   */
  public record Vhost(
      String service,
      int port,
      List<String> tiers,
      @JsonProperty("public") boolean isPublic,
      List<String> zones) {}

  static GateTable of(Truth truth) {
    var vhosts = new TreeMap<String, Vhost>();
    for (var service : truth.services()) {
      if (service.isBehindGate()) {
        vhosts.put(service.vhost().orElseThrow(), vhost(truth, service));
      }
    }
    var zones = new TreeMap<String, List<String>>();
    truth.zones().forEach(zone -> zones.put(zone.name(), zone.addresses()));
    return new GateTable(VERSION, vhosts, zones);
  }

  private static Vhost vhost(Truth truth, Service service) {
    var tiers = new ArrayList<String>();
    for (var tier : List.of(Tier.ADMIN, Tier.INFRA, Tier.GUEST)) {
      if (service.tiers().contains(tier) || AclCompiler.reachesAllServices(truth, tier)) {
        tiers.add(tier.text());
      }
    }
    return new Vhost(
        service.name(),
        service.port(),
        tiers,
        service.isPublic(),
        truth.zones().stream()
            .filter(zone -> zone.services().contains(service.name()))
            .map(Zone::name)
            .sorted()
            .toList());
  }

  /** Whether the reverse proxy tells vhosts apart at this port. */
  boolean guards(int port) {
    return vhosts.values().stream().anyMatch(it -> it.port() == port);
  }

  Optional<Vhost> vhost(String name) {
    return Optional.ofNullable(vhosts.get(name));
  }

  String json() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own record is writable as JSON", e);
    }
  }
}
