package org.veilor.mesh.truth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Expectation.What;
import org.veilor.mesh.truth.Expectation.Who;
import org.veilor.mesh.truth.Service.On;

/** A truth as a file, plainly: every text in quotes, every key written out. */
final class TruthWriter {
  private final StringBuilder out = new StringBuilder();

  private TruthWriter() {}

  static String write(Truth truth) {
    var writer = new TruthWriter();
    writer.line("tiers:");
    for (var tier : Tier.values()) {
      writer.tier(tier, truth.tiers().get(tier));
    }
    writer.line("hosts:" + (truth.hosts().isEmpty() ? " {}" : ""));
    truth.hosts().values().forEach(writer::host);
    writer.line("services:" + (truth.services().isEmpty() ? " []" : ""));
    truth.services().forEach(writer::service);
    writer.line("zones:" + (truth.zones().isEmpty() ? " {}" : ""));
    truth.zones().forEach(writer::zone);
    writer.line("expect:" + (truth.expectations().isEmpty() ? " []" : ""));
    truth.expectations().forEach(expect -> writer.line("  - " + quoted(expect.written())));
    return writer.out.toString();
  }

  private void tier(Tier tier, TierRule rule) {
    line("  " + tier.text() + ":");
    line("    reaches: " + rule.reaches().word());
    line("    who: " + quoted(rule.who()));
  }

  private void host(Host host) {
    line("  " + quoted(host.name()) + ":");
    host.tag().ifPresent(tag -> line("    tag: " + word(tag)));
    if (!host.addresses().isEmpty()) {
      line("    address: " + list(host.addresses()));
    }
    line("    note: " + quoted(host.note()));
  }

  private void service(Service service) {
    // Whose name is the vhost's has none of its own.
    if (service.vhost().isPresent()) {
      line("  - vhost: " + quoted(service.vhost().get()));
    }
    if (!service.vhost().equals(Optional.of(service.name()))) {
      line((service.vhost().isPresent() ? "    " : "  - ") + "name: " + quoted(service.name()));
    }
    line(
        "    on: "
            + switch (service.on()) {
              case On.Edge() -> "edge";
              case On.Machine(var host) -> quoted(host);
            });
    line("    port: " + service.port());
    line("    protocol: " + word(service.protocol()));
    line("    tiers: " + list(service.tiers().stream().sorted().map(Tier::text).toList()));
    line("    public: " + (service.isPublic() ? "yes" : "no"));
    service
        .backend()
        .ifPresent(to -> {
          var host = to.host().contains(":") ? "[" + to.host() + "]" : to.host();
          line("    backend: " + quoted(to.scheme() + "://" + host + ":" + to.port()));
        });
    line("    note: " + quoted(service.note()));
  }

  private void zone(Zone zone) {
    line("  " + quoted(zone.name()) + ":");
    line("    addresses: " + list(zone.addresses()));
    line("    may-use: " + list(zone.services()));
    line("    note: " + quoted(zone.note()));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  static String text(Who who) {
    return switch (who) {
      case Who.OfTier(var tier) -> tier.text();
      case Who.OfHost(var name) -> name;
      case Who.OfZone(var name) -> name;
    };
  }

  static String text(What what) {
    return switch (what) {
      case What.Edge() -> "edge";
      case What.OfTier(var tier) -> tier.text();
      case What.OfHost(var name) -> name;
      case What.Vhost(var name) -> name;
      case What.OfAddress(var address) -> address;
    };
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String list(List<String> texts) {
    return texts.stream().map(TruthWriter::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  static Map<String, Host> byName(List<Host> hosts) {
    var byName = new LinkedHashMap<String, Host>();
    hosts.forEach(host -> byName.put(host.name(), host));
    return byName;
  }

  static Truth placeless(Truth truth) {
    var at = AnyTruth.NOWHERE;
    return new Truth(
        truth.tiers().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> new TierRule(entry.getValue().reaches(), entry.getValue().who(), at))),
        byName(
            truth.hosts().values().stream()
                .map(h -> new Host(h.name(), h.tag(), h.addresses(), h.note(), at))
                .toList()),
        truth.services().stream().map(s -> placeless(s, at)).toList(),
        truth.zones().stream()
            .map(z -> new Zone(z.name(), z.addresses(), z.services(), z.note(), at))
            .toList(),
        truth.expectations().stream().map(e -> placeless(e, at)).toList());
  }

  private static Service placeless(Service s, Place at) {
    return new Service(
        s.name(),
        s.vhost(),
        s.on(),
        s.port(),
        s.protocol(),
        s.tiers(),
        s.isPublic(),
        s.backend(),
        s.note(),
        at);
  }

  private static Expectation placeless(Expectation e, Place at) {
    return new Expectation(e.written(), e.who(), e.reaches(), e.what(), e.port(), e.protocol(), at);
  }
}
