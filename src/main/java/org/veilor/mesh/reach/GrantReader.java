package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code grants}. */
final class GrantReader {
  private static final Set<String> FIELDS = Set.of("src", "dst", "ip", "app", "via");

  private final EntryReader entries;
  private final Faults faults;

  GrantReader(EntryReader entries, Faults faults) {
    this.entries = entries;
    this.faults = faults;
  }

  List<Rule> read(Fields policy) {
    var rules = new ArrayList<Rule>();
    var items = policy.list("grants");
    for (int i = 0; i < items.size(); i++) {
      var path = "grants[" + i + "]";
      if (items.get(i) instanceof Json.Obj object) {
        rules.add(grant(object, path));
      } else {
        faults.refuse(items.get(i), path, "a grant is an object, not " + items.get(i).kind() + ".");
      }
    }
    return rules;
  }

  private Rule grant(Json.Obj object, String path) {
    int before = faults.unknown.size();
    var entry = new Fields(object, path, FIELDS, faults);
    var sources = entries.sources(entry);
    var destinations = entries.destinations(entry);
    var passages = passages(entry);
    var via = via(entry);
    var app = entry.members("app");
    if (entry.list("ip").isEmpty() && app.isEmpty()) {
      faults.refuse(object, path, "a grant needs ip, as [\"tcp:443\"], or app.");
    }
    app.forEach(capability -> checkCapability(capability, entry, destinations));
    var destinationItems = entry.list("dst");
    for (int i = 0; i < destinations.size() && i < destinationItems.size(); i++) {
      if (destinations.get(i) instanceof Alias.Prefix prefix && prefix.range().isWholeFamily()) {
        faults.refuse(
            destinationItems.get(i),
            entry.at("dst") + "[" + i + "]",
            "for all addresses write * or autogroup:internet.");
      }
    }
    entries.checkSelf(object, path, sources, destinations, false);
    if (entry.hasUnknown()) {
      return EntryReader.anything(path);
    }
    return new Rule(path, sources, destinations, passages, via, faults.unknown.size() == before);
  }

  private List<Rule.Passage> passages(Fields entry) {
    var passages = new ArrayList<Rule.Passage>();
    var items = entry.list("ip");
    for (int i = 0; i < items.size(); i++) {
      var path = entry.at("ip") + "[" + i + "]";
      if (items.get(i) instanceof Json.Str text) {
        passages.addAll(passage(text, path));
      } else {
        faults.refuse(items.get(i), path, "write a string, as \"tcp:443\", \"443\" or \"*\".");
      }
    }
    return passages;
  }

  private List<Rule.Passage> passage(Json.Str at, String path) {
    var text = at.value();
    int colon = text.indexOf(':');
    if (colon != text.lastIndexOf(':')) {
      faults.refuse(at, path, "one colon only: a protocol and its ports, as tcp:443.");
      return List.of();
    }
    try {
      var ports = Ports.parse(text.substring(colon + 1));
      var word = colon < 0 ? "" : text.substring(0, colon);
      var protocol = Protocol.inGrant(word);
      if (protocol.isEmpty() && AclReader.isWord(word) && Protocol.inAcl(word).isEmpty()) {
        entries.unknownProtocol(at, path, word);
        return List.of(Rule.Passage.ALL);
      }
      if (protocol.isEmpty()) {
        faults.refuse(
            at, path, "\"" + word + "\" is no protocol: a name in lower case, or 1 to 255.");
        return List.of();
      }
      return ports.stream().map(it -> new Rule.Passage(protocol.get(), it)).toList();
    } catch (Ports.NotPorts e) {
      faults.refuse(at, path, String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private List<String> via(Fields entry) {
    var via = new ArrayList<String>();
    var items = entry.list("via");
    for (int i = 0; i < items.size(); i++) {
      var path = entry.at("via") + "[" + i + "]";
      if (!(items.get(i) instanceof Json.Str tag) || !NameReader.isTag(tag.value())) {
        faults.refuse(items.get(i), path, "via takes tags only.");
      } else if (!entries.names().tags().contains(tag.value())) {
        faults.refuse(items.get(i), path, EntryReader.undeclaredTag(tag.value()));
      } else {
        via.add(tag.value());
      }
    }
    return via;
  }

  /** Those of Tailscale's own that a policy may give (0.29.3). */
  private static final Set<String> TAILSCALES =
      Set.of("drive", "relay", "webui", "kubernetes", "tsidp");

  private void checkCapability(Json.Member capability, Fields entry, List<Alias> destinations) {
    var name = capability.name();
    var path = entry.at("app") + "." + name;
    if (destinations.contains(Alias.Auto.INTERNET)) {
      faults.refuse(
          capability.line(), capability.column(), path, "app does not go with autogroup:internet.");
    }
    boolean foreign =
        name.startsWith("tailscale.com/")
            && TAILSCALES.stream().noneMatch(it -> name.equals("tailscale.com/cap/" + it));
    if (name.contains("://") || foreign) {
      faults.refuse(
          capability.line(),
          capability.column(),
          path,
          "a capability is a domain of your own and a path, as example.org/cap/files.");
    }
  }
}
