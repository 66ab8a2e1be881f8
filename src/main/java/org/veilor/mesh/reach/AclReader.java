package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code acls}. */
final class AclReader {
  private static final Set<String> FIELDS = Set.of("action", "proto", "src", "dst");

  private final EntryReader entries;
  private final Faults faults;

  AclReader(EntryReader entries, Faults faults) {
    this.entries = entries;
    this.faults = faults;
  }

  List<Rule> read(Fields policy) {
    var rules = new ArrayList<Rule>();
    var items = policy.list("acls");
    for (int i = 0; i < items.size(); i++) {
      var path = "acls[" + i + "]";
      switch (items.get(i)) {
        case Json.Obj object -> rules.addAll(acl(object, path));
        case Json.Nothing _ -> {}
        case Json other ->
            faults.refuse(other, path, "an acl is an object, not " + other.kind() + ".");
      }
    }
    return rules;
  }

  private List<Rule> acl(Json.Obj object, String path) {
    var entry = new Fields(withoutRemarks(object), path, FIELDS, faults);
    checkAction(entry);
    int before = faults.unknown.size();
    var sources = entries.sources(entry);
    var protocol = protocol(entry);
    boolean known = faults.unknown.size() == before;
    var rules = new ArrayList<Rule>();
    var destinations = new ArrayList<Alias>();
    var items = entry.list("dst");
    for (int i = 0; i < items.size(); i++) {
      var at = entry.at("dst") + "[" + i + "]";
      var destination = destination(items.get(i), at);
      if (destination.isEmpty()) {
        continue;
      }
      if (protocol.isPresent()
          && !Protocol.hasPorts(protocol.get())
          && !destination.get().ports().stream().allMatch(Ports.ALL::equals)) {
        faults.refuse(items.get(i), at, "this protocol has no ports: write :* here.");
      }
      var alias = destination.get().alias();
      destinations.add(alias);
      var passages =
          destination.get().ports().stream()
              .map(ports -> new Rule.Passage(protocol.orElse(Protocol.ANY), ports))
              .toList();
      boolean understood = known && !(alias instanceof Alias.Unknown);
      rules.add(new Rule(path, sources, List.of(alias), passages, List.of(), understood));
    }
    entries.checkSelf(object, path, sources, destinations, true);
    return entry.hasUnknown() ? List.of(EntryReader.anything(path)) : rules;
  }

  /** Names that begin with # are remarks, which an editor of policies leaves there. */
  private static Json.Obj withoutRemarks(Json.Obj object) {
    return new Json.Obj(
        object.members().stream().filter(member -> !member.name().startsWith("#")).toList(),
        object.line(),
        object.column());
  }

  private void checkAction(Fields entry) {
    entry
        .raw("action")
        .filter(it -> !(it instanceof Json.Str word && word.value().equals("accept")))
        .ifPresent(it ->
            faults.refuse(
                it,
                entry.at("action"),
                "the only action is accept: what no rule accepts is refused."));
  }

  /** Empty if it is not known: then it counts as any. */
  private Optional<Integer> protocol(Fields entry) {
    var value = entry.raw("proto");
    if (value.isEmpty()) {
      return Optional.of(Protocol.ANY);
    }
    var text =
        switch (value.get()) {
          case Json.Str word -> word.value();
          case Json.Num number -> number.digits();
          case Json other -> other.kind();
        };
    var protocol = Protocol.inAcl(text);
    if (protocol.isPresent()) {
      return protocol;
    }
    if (isWord(text) && value.get() instanceof Json.Str) {
      entries.unknownProtocol(value.get(), entry.at("proto"), text);
    } else {
      faults.refuse(
          value.get(),
          entry.at("proto"),
          "a protocol is a name as tcp, or a number from 1 to 255.");
    }
    return Optional.empty();
  }

  static boolean isWord(String text) {
    return !text.isEmpty() && Character.isLetter(text.charAt(0));
  }

  private record Destination(Alias alias, List<Ports> ports) {}

  private Optional<Destination> destination(Json item, String path) {
    if (!(item instanceof Json.Str text)) {
      faults.refuse(item, path, "a destination is a string, not " + item.kind() + ".");
      return Optional.empty();
    }
    try {
      var parts = HostAndPort.split(text.value());
      var ports = Ports.parse(parts.port());
      var alias = entries.destination(text, parts.host(), path);
      return Optional.ofNullable(alias).map(it -> new Destination(it, ports));
    } catch (HostAndPort.NoPort | Ports.NotPorts e) {
      faults.refuse(item, path, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
