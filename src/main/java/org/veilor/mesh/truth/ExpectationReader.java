package org.veilor.mesh.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Expectation.What;
import org.veilor.mesh.truth.Expectation.Who;
import org.yaml.snakeyaml.nodes.MappingNode;

/** Reads {@code expect}. */
final class ExpectationReader {
  static final String FORM =
      "(\\S+) +(reaches|cannot +reach) +(\\[[0-9a-fA-F:.]+\\]|[^\\s:/]+)(?::([0-9]+))?(?:/(tcp|udp))?";
  static final String SENTENCE =
      "an expectation reads \"guest cannot reach sys.veilor\" or \"infra reaches nullstone:22\".";
  private static final Pattern LINE = Pattern.compile(FORM);

  private final Set<String> hosts;
  private final Set<String> zones;
  private final Set<String> whos;
  private final Set<String> whats;

  private ExpectationReader(Map<String, Host> hosts, List<Zone> zones) {
    this.hosts = hosts.keySet();
    this.zones = zones.stream().map(Zone::name).collect(Collectors.toSet());
    whats = new TreeSet<>(this.hosts);
    whats.addAll(TierReader.names());
    whos = new TreeSet<>(whats);
    whos.addAll(this.zones);
  }

  static List<Expectation> read(
      @Nullable Entry section, Map<String, Host> hosts, List<Zone> zones) {
    var expectations = new ArrayList<Expectation>();
    var reader = new ExpectationReader(hosts, zones);
    if (section != null) {
      section.items().forEach(item -> reader.expectation(item).ifPresent(expectations::add));
    }
    return expectations;
  }

  private Optional<Expectation> expectation(Entry item) {
    if (item.node() instanceof MappingNode && !item.isNothing()) {
      item.fault("a colon with a space behind it begins a value: write nullstone:22 without one.");
      return Optional.empty();
    }
    return item.word().flatMap(word -> expectation(item, word));
  }

  private Optional<Expectation> expectation(Entry item, String word) {
    var line = LINE.matcher(word.strip());
    if (!line.matches()) {
      var last = word.strip().substring(word.strip().lastIndexOf(' ') + 1);
      item.fault(
          "this cannot be read: "
              + SENTENCE
              + (ProtocolReader.isPing(last.substring(last.lastIndexOf('/') + 1))
                  ? ProtocolReader.NO_PING
                  : "")
              + (Address.of(last).isPresent()
                  ? " IPv6 stands in brackets: write [%s].".formatted(last)
                  : ""));
      return Optional.empty();
    }
    var port =
        line.group(4) == null ? Optional.<Integer>empty() : Ports.of(line.group(4), item::fault);
    var protocol =
        Optional.ofNullable(line.group(5))
            .map(it -> it.equals("udp") ? Service.Protocol.UDP : Service.Protocol.TCP);
    var who = who(item, line.group(1));
    var what = what(item, line.group(3));
    if (who.isEmpty() || what.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Expectation(
            word,
            who.get(),
            line.group(2).equals("reaches"),
            what.get(),
            port.map(OptionalInt::of).orElseGet(OptionalInt::empty),
            protocol,
            item.at()));
  }

  private Optional<Who> who(Entry item, String word) {
    if (Tier.of(word).isPresent()) {
      return Tier.of(word).map(Who.OfTier::new);
    }
    if (hosts.contains(word)) {
      return Optional.of(new Who.OfHost(word));
    }
    if (zones.contains(word)) {
      return Optional.of(new Who.OfZone(word));
    }
    item.fault("\"%s\" is no tier, host or zone.".formatted(word), word, whos);
    return Optional.empty();
  }

  private Optional<What> what(Entry item, String word) {
    var plain = word.startsWith("[") ? word.substring(1, word.length() - 1) : word;
    if (Address.of(plain).isPresent()) {
      return Address.of(plain).map(it -> new What.OfAddress(it.toString()));
    }
    if (Tier.of(word).isPresent()) {
      return Tier.of(word).map(What.OfTier::new);
    }
    if (word.equals("edge")) {
      return Optional.of(new What.Edge());
    }
    if (hosts.contains(word)) {
      return Optional.of(new What.OfHost(word));
    }
    if (Names.isVhost(word)) {
      return Optional.of(new What.Vhost(word));
    }
    if (word.contains(".")) {
      Names.wrongVhost(word).ifPresent(item::fault);
      return Optional.empty();
    }
    item.fault("\"%s\" is no tier, host, vhost or address.".formatted(word), word, whats);
    return Optional.empty();
  }
}
