package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.veilor.mesh.address.AddressRange;

/** Reads the parts of a policy that let no packet through: attributes, approvers. */
final class SideReader {
  private static final Set<Alias.Auto> TARGETS = Set.of(Alias.Auto.MEMBER, Alias.Auto.TAGGED);

  private final EntryReader entries;
  private final Faults faults;
  private final List<String> approvers = new ArrayList<>();

  SideReader(EntryReader entries, Faults faults) {
    this.entries = entries;
    this.faults = faults;
  }

  /** Who approves routes and exit nodes. */
  List<String> read(Fields policy) {
    policy.objects("nodeAttrs", Set.of("target", "attr", "ipPool"), true).forEach(this::attributes);
    policy
        .value("autoApprovers")
        .ifPresent(it -> {
          if (it instanceof Json.Obj object) {
            approvers(new Fields(object, "autoApprovers", Set.of("routes", "exitNode"), faults));
          } else {
            faults.refuse(it, "autoApprovers", "this must be an object, not " + it.kind() + ".");
          }
        });
    policy
        .value("randomizeClientPort")
        .filter(it -> !(it instanceof Json.Bool))
        .ifPresent(it -> faults.refuse(it, "randomizeClientPort", "this is true or false."));
    return approvers;
  }

  private void attributes(Fields entry) {
    entries.aliases(entry, "target", TARGETS, "a target");
    for (var attribute : entry.list("attr")) {
      if (!(attribute instanceof Json.Str word)) {
        faults.refuse(attribute, entry.at("attr"), "an attribute is a word.");
      } else if (word.value().equals("funnel")) {
        faults.refuse(attribute, entry.at("attr"), "Headscale has no funnel: take it out.");
      }
    }
    var pool = entry.list("ipPool");
    if (!pool.isEmpty()) {
      faults.refuse(
          pool.getFirst(),
          entry.at("ipPool"),
          "Headscale gives no addresses by policy: take it out.");
    }
  }

  private void approvers(Fields approvers) {
    for (var route : approvers.members("routes")) {
      var path = approvers.at("routes." + route.name());
      if (!route.name().contains("/") || AddressRange.parse(route.name()).isEmpty()) {
        faults.refuse(
            route.line(), route.column(), path, "a route is a prefix, as 192.168.1.0/24.");
      }
      switch (route.value()) {
        case Json.Arr list -> list.items().forEach(item -> approver(item, path));
        case Json.Nothing _ -> {}
        case Json other -> faults.refuse(other, path, "who approves a route is a list.");
      }
    }
    approvers.list("exitNode").forEach(item -> approver(item, approvers.at("exitNode")));
  }

  private void approver(Json item, String path) {
    if (!(item instanceof Json.Str word && NameReader.isOwner(word.value()))) {
      faults.refuse(item, path, "who approves is a user (with an @), a group: or a tag:.");
      return;
    }
    approvers.add(word.value());
    if (!word.value().contains("@")) {
      entries.destination(word, word.value(), path);
    }
  }
}
