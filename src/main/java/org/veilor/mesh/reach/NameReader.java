package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.veilor.mesh.address.AddressRange;

/** Reads {@code groups}, {@code hosts} and {@code tagOwners}. */
final class NameReader {
  private final Fields policy;
  private final Faults faults;
  private final Map<String, List<String>> groups = new HashMap<>();
  private final Map<String, AddressRange> hosts = new HashMap<>();
  private final Map<String, List<String>> tagOwners = new LinkedHashMap<>();

  private NameReader(Fields policy, Faults faults) {
    this.policy = policy;
    this.faults = faults;
  }

  static Names read(Fields policy, Faults faults) {
    var reader = new NameReader(policy, faults);
    policy.members("groups").forEach(reader::group);
    policy.members("hosts").forEach(reader::host);
    policy.members("tagOwners").forEach(reader::tag);
    reader.checkOwners();
    return new Names(reader.groups, reader.hosts, reader.tagOwners);
  }

  private void group(Json.Member member) {
    var path = "groups." + member.name();
    if (!member.name().startsWith("group:")) {
      faults.refuse(
          member.line(),
          member.column(),
          path,
          "a group's name begins with group: as group:family.");
    }
    if (!(member.value() instanceof Json.Arr list)) {
      faults.refuse(member.value(), path, "a group is a list of users, as [\"alice@\"].");
      return;
    }
    var users = new ArrayList<String>();
    for (var item : list.items()) {
      if (item instanceof Json.Str user
          && user.value().contains("@")
          && !user.value().startsWith("group:")) {
        users.add(user.value());
      } else {
        faults.refuse(
            item, path, "a group has users only, each with an @, as alice@ or alice@example.org.");
      }
    }
    groups.put(member.name(), users);
  }

  private void host(Json.Member member) {
    var path = "hosts." + member.name();
    if (member.name().contains("@") || member.name().contains(":")) {
      faults.refuse(
          member.line(), member.column(), path, "a host's name has neither @ nor a colon.");
    }
    var range =
        member.value() instanceof Json.Str text
            ? Alias.range(text.value())
            : java.util.Optional.<AddressRange>empty();
    if (range.isEmpty()) {
      faults.refuse(
          member.value(),
          path,
          "a host is an address or a prefix, as 100.64.0.11 or 192.168.1.0/24.");
    }
    range.ifPresent(it -> hosts.put(member.name(), it));
  }

  private void tag(Json.Member member) {
    var path = "tagOwners." + member.name();
    if (!isTag(member.name())) {
      faults.refuse(
          member.line(),
          member.column(),
          path,
          "a tag is tag: and a name that begins with a letter.");
    }
    var owners = new ArrayList<String>();
    if (member.value() instanceof Json.Arr list) {
      for (var item : list.items()) {
        if (item instanceof Json.Str owner && isOwner(owner.value())) {
          owners.add(owner.value());
        } else {
          faults.refuse(item, path, "a tag's owner is a user (with an @), a group: or a tag:.");
        }
      }
    } else if (!(member.value() instanceof Json.Nothing)) {
      faults.refuse(member.value(), path, "a tag's owners are a list; [] for nobody.");
    }
    tagOwners.put(member.name(), owners);
  }

  static boolean isTag(String name) {
    if (!name.startsWith("tag:") || name.length() == 4) {
      return false;
    }
    char first = name.charAt(4);
    return first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z';
  }

  static boolean isOwner(String text) {
    return text.contains("@") || text.startsWith("group:") || text.startsWith("tag:");
  }

  /** A circle of owners is fine: Headscale overlooks the tag that would close it. */
  private void checkOwners() {
    for (var member : policy.members("tagOwners")) {
      var path = "tagOwners." + member.name();
      for (var owner : tagOwners.getOrDefault(member.name(), List.of())) {
        if (owner.contains("@")) {
          continue;
        }
        if (owner.startsWith("group:")
            ? !groups.containsKey(owner)
            : !tagOwners.containsKey(owner)) {
          faults.refuse(member.value(), path, owner + " is not declared.");
        }
      }
    }
  }
}
