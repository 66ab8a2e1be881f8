package org.veilor.mesh.truth;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Service.On;
import org.veilor.mesh.truth.Service.Protocol;

/** Reads {@code services}. */
final class ServiceReader {
  static final List<String> FIELDS =
      List.of("name", "vhost", "on", "port", "protocol", "tiers", "public", "backend", "note");
  static final List<String> YES_OR_NO = List.of("yes", "no", "true", "false");

  private final Map<String, Host> hosts;
  private final Map<String, Entry> names = new LinkedHashMap<>();
  private final Map<String, Entry> vhosts = new LinkedHashMap<>();

  private final ServiceRules rules;

  private ServiceReader(Map<String, Host> hosts) {
    this.hosts = hosts;
    rules = new ServiceRules(hosts);
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
    if (!entry.hasFields()) {
      return Optional.empty();
    }
    var vhost = vhost(fields.get("vhost"));
    var name = name(entry, fields, vhost);
    var on = on(entry, fields.get("on"));
    var port = required(entry, fields, "port").flatMap(Entry::port);
    var protocol =
        Optional.ofNullable(fields.get("protocol"))
            .flatMap(ProtocolReader::read)
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
    rules.check(service, entry, fields);
    return Optional.of(service);
  }

  private static Optional<Entry> required(Entry entry, Map<String, Entry> fields, String key) {
    var value = fields.get(key);
    if (value == null) {
      entry.fault(key + " is missing: write the one that people connect to, as port: 443.");
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
        entry.fault("it has neither a vhost nor a name: write vhost: x.veilor, or name: ssh.");
      }
      // One that stands twice is told of as a vhost.
      vhost
          .filter(it -> vhosts.get(it) == fields.get("vhost"))
          .ifPresent(it -> once(names, it, entry));
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
          "\"%s\" is neither edge nor one of hosts.".formatted(word.get()),
          word.get(),
          hosts.keySet());
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
    boolean nobody = list == null || list.isNothing();
    if (list != null) {
      for (var item : list.items()) {
        item.oneOf(TierReader.names()).flatMap(Tier::of).ifPresent(tiers::add);
      }
    }
    if (nobody && !isPublic) {
      (list == null ? entry : list)
          .faultAtBegin(
              "nobody may use it: write tiers with one or more of "
                  + String.join(", ", TierReader.names())
                  + ".");
    }
    return tiers;
  }
}
