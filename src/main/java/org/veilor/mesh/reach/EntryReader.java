package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What acls and grants have in common: whom they name. */
final class EntryReader {
  private static final Set<Alias.Auto> SOURCES =
      Set.of(Alias.Auto.MEMBER, Alias.Auto.TAGGED, Alias.Auto.DANGER_ALL);
  private static final Set<Alias.Auto> DESTINATIONS =
      Set.of(Alias.Auto.INTERNET, Alias.Auto.MEMBER, Alias.Auto.TAGGED, Alias.Auto.SELF);

  private final Names names;
  private final Faults faults;

  EntryReader(Names names, Faults faults) {
    this.names = names;
    this.faults = faults;
  }

  /** For an entry that holds what we do not know. */
  static Rule anything(String name) {
    return new Rule(
        name,
        List.of(new Alias.Unknown("")),
        List.of(new Alias.Unknown("")),
        List.of(Rule.Passage.ALL),
        List.of(),
        false);
  }

  List<Alias> sources(Fields entry) {
    return aliases(entry, "src", SOURCES, "a source");
  }

  List<Alias> destinations(Fields entry) {
    return aliases(entry, "dst", DESTINATIONS, "a destination");
  }

  List<Alias> aliases(Fields entry, String field, Set<Alias.Auto> allowed, String what) {
    var found = new ArrayList<Alias>();
    var items = entry.list(field);
    for (int i = 0; i < items.size(); i++) {
      var path = entry.at(field) + "[" + i + "]";
      if (items.get(i) instanceof Json.Str text) {
        var alias = declared(text, text.value().strip(), path, allowed, what);
        if (alias != null) {
          found.add(alias);
        }
      } else {
        faults.refuse(items.get(i), path, what + " is a string, not " + items.get(i).kind() + ".");
      }
    }
    return found;
  }

  /** A destination with its port already cut off. */
  @Nullable Alias destination(Json.Str at, String text, String path) {
    return declared(at, text, path, DESTINATIONS, "a destination");
  }

  private @Nullable Alias declared(
      Json.Str at, String text, String path, Set<Alias.Auto> allowed, String what) {
    var alias = Alias.parse(text);
    var wrong =
        switch (alias) {
          case null ->
              "\"" + text + "\" names nobody: a colon belongs behind tag, group or autogroup only.";
          case Alias.Group group when !names.groups().containsKey(group.name()) ->
              group.name() + " is not in the policy's groups.";
          case Alias.Tag tag when !names.tags().contains(tag.name()) -> undeclaredTag(tag.name());
          case Alias.HostName host when !names.hosts().containsKey(host.name()) ->
              "\"" + host.name() + "\" is not in the policy's hosts. A user's name ends in @.";
          case Alias.Auto auto when !allowed.contains(auto) ->
              auto.text() + " cannot be " + what + ".";
          default -> null;
        };
    if (wrong != null) {
      faults.refuse(at, path, wrong);
      return null;
    }
    if (alias instanceof Alias.Unknown unknown) {
      faults.unknown(
          at.line(),
          at.column(),
          path,
          unknown.name() + " is not known: Headscale 0.29 refuses it; here it counts as anybody.");
    }
    return alias;
  }

  /** A protocol of a later Headscale, perhaps: the entry then counts for any. */
  void unknownProtocol(Json at, String path, String word) {
    faults.unknown(
        at.line(),
        at.column(),
        path,
        word + " is no protocol we know: Headscale 0.29 refuses it; here it counts as any.");
  }

  static String undeclaredTag(String tag) {
    return tag + " is not in the policy's tagOwners.";
  }

  Names names() {
    return names;
  }

  /**
   * {@code autogroup:self} is for users only.
   *
   * @param anybodyToo whether * may be among the sources, as in an acl
   */
  void checkSelf(
      Json at, String path, List<Alias> sources, List<Alias> destinations, boolean anybodyToo) {
    if (!destinations.contains(Alias.Auto.SELF)) {
      return;
    }
    for (var source : sources) {
      boolean fits =
          source instanceof Alias.User
              || source instanceof Alias.Group
              || source == Alias.Auto.MEMBER
              || source instanceof Alias.Unknown
              || anybodyToo && source instanceof Alias.Anybody;
      if (!fits) {
        faults.refuse(
            at,
            path,
            "autogroup:self goes with users, groups or autogroup:member as sources only.");
        return;
      }
    }
  }
}
