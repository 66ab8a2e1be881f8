package org.veilor.mesh.reach;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;

/** What a real client lets in, by what Headscale sent it, decided as the client does. */
record PacketFilter(List<Match> matches) {
  private static final JsonMapper JSON = new JsonMapper();

  record Match(List<Integer> protocols, List<AddressRange> sources, List<Opening> openings) {}

  record Opening(AddressRange net, int first, int last) {}

  /**
   * @param netmap what {@code tailscale debug netmap} prints
   */
  static PacketFilter of(String netmap) {
    JsonNode json;
    try {
      json = JSON.readTree(netmap).path("PacketFilter");
    } catch (JsonProcessingException e) {
      throw new AssertionError(netmap, e);
    }
    var matches = new ArrayList<Match>();
    for (var match : json) {
      var protocols = new ArrayList<Integer>();
      match.path("IPProto").forEach(it -> protocols.add(it.asInt()));
      var sources = new ArrayList<AddressRange>();
      match.path("Srcs").forEach(it -> sources.add(range(it.asText())));
      var openings = new ArrayList<Opening>();
      match
          .path("Dsts")
          .forEach(it ->
              openings.add(
                  new Opening(
                      range(it.path("Net").asText()),
                      it.at("/Ports/First").asInt(),
                      it.at("/Ports/Last").asInt())));
      matches.add(new Match(protocols, sources, openings));
    }
    return new PacketFilter(matches);
  }

  private static AddressRange range(String text) {
    return AddressRange.parse(text).orElseThrow(() -> new AssertionError(text));
  }

  /** Whether this, and no wider one, is among the sources. */
  boolean names(AddressRange source) {
    return matches.stream().anyMatch(it -> it.sources().contains(source));
  }

  boolean lets(Query query) {
    return matches.stream()
        .filter(it -> holds(it.sources(), query.source()))
        .anyMatch(match ->
            match.openings().stream()
                .filter(it -> it.net().contains(query.destination()))
                .anyMatch(opening -> lets(match, opening, query)));
  }

  private static boolean lets(Match match, Opening opening, Query query) {
    if (Protocol.isIcmp(query.protocol())) {
      return true; // "If any port is open to an IP, allow ICMP to it."
    }
    boolean port =
        Protocol.hasPorts(query.protocol())
            ? opening.first() <= query.port() && query.port() <= opening.last()
            : opening.first() == 0 && opening.last() == 65535;
    return port && match.protocols().contains(query.protocol());
  }

  private static boolean holds(List<AddressRange> ranges, Address address) {
    return ranges.stream().anyMatch(it -> it.contains(address));
  }
}
