package org.veilor.mesh.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Service.On;
import org.veilor.mesh.truth.Service.Protocol;

/** Reads {@code services}. */
final class ServiceReader {
  static final List<String> FIELDS =
      List.of("name", "vhost", "on", "port", "protocol", "tiers", "public", "backend", "note");
  static final List<String> PROTOCOLS = List.of("tcp", "udp");
  static final List<String> YES_OR_NO = List.of("yes", "no", "true", "false");

  private final Map<String, Host> hosts;
  private final Map<String, Entry> names = new LinkedHashMap<>();
  private final Map<String, Entry> vhosts = new LinkedHashMap<>();

  /** Place, port and protocol, with the first service there. */
  private final Map<String, Service> doors = new LinkedHashMap<>();

  private ServiceReader(Map<String, Host> hosts) {
    this.hosts = hosts;
  }

  static List<Service> read(@Nullable Entry section, Map<String, Host> hosts) {
    var services = new ArrayList<Service>();
    var reader = new ServiceReader(hosts);
    if (section != null) {
      section.items().forEach(entry -> reader.service(entry).ifPresent(services::add));
    }
    return services;
  }

  private Optional<Service> service(Entry entry) {
    var fields = entry.fields(FIELDS);
    var vhost = vhost(fields.get("vhost"));
    var name = name(entry, fields, vhost);
    var on = on(entry, fields.get("on"));
    var port = required(entry, fields, "port").flatMap(Entry::port);
    var protocol =
        Optional.ofNullable(fields.get("protocol"))
            .flatMap(it -> it.oneOf(PROTOCOLS))
            .filter("udp"::equals)
            .map(_ -> Protocol.UDP)
            .orElse(Protocol.TCP);
    boolean isPublic =
        Optional.ofNullable(fields.get("public"))
            .flatMap(it -> it.oneOf(YES_OR_NO))
            .filter(it -> it.equals("yes") || it.equals("true"))
            .isPresent();
    var tiers = tiers(entry, fields.get("tiers"), isPublic);
    var backend =
        Optional.ofNullable(fields.get("backend")).flatMap(it -> BackendReader.read(it, hosts));
    if (name.isEmpty() || on.isEmpty() || port.isEmpty()) {
      return Optional.empty();
    }
    var service =
        new Service(
            name.get(),
            vhost,
            on.get(),
            port.get(),
            protocol,
            tiers,
            isPublic,
            backend,
            Entry.note(fields, "note"),
            entry.at());
    check(service, entry, fields);
    return Optional.of(service);
  }

  private static Optional<Entry> required(Entry entry, Map<String, Entry> fields, String key) {
    var value = fields.get(key);
    if (value == null) {
      entry.fault(key + " is missing.");
    }
    return Optional.ofNullable(value);
  }

  private Optional<String> vhost(@Nullable Entry entry) {
    if (entry == null) {
      return Optional.empty();
    }
    var word = entry.word();
    word.flatMap(Names::wrongVhost).ifPresent(entry::fault);
    word.ifPresent(it -> once(vhosts, it, entry));
    return word;
  }

  private Optional<String> name(Entry entry, Map<String, Entry> fields, Optional<String> vhost) {
    var own = fields.get("name");
    if (own == null) {
      if (vhost.isEmpty() && !fields.containsKey("vhost")) {
        entry.fault("it has neither a vhost nor a name: what is it called?");
      }
      vhost.ifPresent(it -> once(names, it, entry));
      return vhost;
    }
    var word = own.word();
    word.flatMap(Names::wrongName).ifPresent(own::fault);
    word.ifPresent(it -> once(names, it, own));
    return word;
  }

  private static void once(Map<String, Entry> seen, String word, Entry entry) {
    var first = seen.putIfAbsent(word, entry);
    if (first != null) {
      entry.fault("%s is here already, in line %d: keep one.".formatted(word, first.at().line()));
    }
  }

  private Optional<On> on(Entry entry, @Nullable Entry on) {
    if (on == null) {
      entry.fault("on is missing: write edge for one behind the reverse proxy, or a host's name.");
      return Optional.empty();
    }
    var word = on.word();
    if (word.isEmpty() || word.get().equals("edge")) {
      return word.map(_ -> new On.Edge());
    }
    var host = hosts.get(word.get());
    if (host == null) {
      on.fault(
          "\"%s\" is neither edge nor one of hosts.%s"
              .formatted(word.get(), Nearest.hint(word.get(), hosts.keySet())));
      return Optional.empty();
    }
    if (host.addresses().isEmpty()) {
      on.fault(
          "%1$s has no address, and a service needs one: write hosts.%1$s.address, from `headscale nodes list`."
              .formatted(word.get()));
    }
    return Optional.of(new On.Machine(word.get()));
  }

  private static Set<Tier> tiers(Entry entry, @Nullable Entry list, boolean isPublic) {
    var tiers = EnumSet.noneOf(Tier.class);
    if (list != null) {
      for (var item : list.items()) {
        item.oneOf(TierReader.names()).flatMap(Tier::of).ifPresent(tiers::add);
      }
    }
    if (tiers.isEmpty() && !isPublic && (list == null || list.items().isEmpty())) {
      (list == null ? entry : list)
          .fault(
              "nobody may use it: write tiers with one or more of "
                  + String.join(", ", TierReader.names())
                  + ".");
    }
    return tiers;
  }

  private void check(Service service, Entry entry, Map<String, Entry> fields) {
    if (service.on() instanceof On.Machine machine) {
      checkOnMachine(service, machine, entry, fields);
    } else if (service.isPublic() && service.vhost().isEmpty()) {
      entry.fault(
          "a public service needs a vhost: that is how the reverse proxy tells it from others.");
    }
    var door = service.on() + " " + service.port() + " " + service.protocol();
    var first = doors.putIfAbsent(door, service);
    boolean toldApart =
        service.on() instanceof On.Edge
            && service.protocol() == Protocol.TCP
            && service.vhost().isPresent();
    if (first != null && !(toldApart && first.vhost().isPresent())) {
      entry.fault(
          "the service in line %d has the same place, port and protocol: whoever reaches one reaches the other. Make it one service, or give it a port of its own."
              .formatted(first.at().line()));
    }
  }

  private void checkOnMachine(
      Service service, On.Machine machine, Entry entry, Map<String, Entry> fields) {
    boolean admins =
        Optional.ofNullable(hosts.get(machine.host()))
            .flatMap(Host::tag)
            .filter(Tag.ADMIN::equals)
            .isPresent();
    if (admins && (service.tiers().contains(Tier.GUEST) || service.tiers().contains(Tier.INFRA))) {
      Optional.ofNullable(fields.get("on"))
          .orElse(entry)
          .fault(
              "%s is an admin's machine: neither guests nor servers may be let in. Put the service on another host, or leave admin alone in its tiers."
                  .formatted(machine.host()));
    }
    for (var key : Arrays.asList("public", "backend")) {
      var value = fields.get(key);
      if (value != null && (key.equals("backend") || service.isPublic())) {
        value.fault(
            key + " is for services on the edge only: no reverse proxy is before this one.");
      }
    }
  }
}
