package org.veilor.mesh.reach;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code ssh}. Who may open a shell is for the machine to enforce, behind the packet filter:
 * these rules widen nobody's reach.
 */
final class SshReader {
  private static final Set<Alias.Auto> SOURCES = Set.of(Alias.Auto.MEMBER, Alias.Auto.TAGGED);
  private static final Set<Alias.Auto> DESTINATIONS =
      Set.of(Alias.Auto.MEMBER, Alias.Auto.TAGGED, Alias.Auto.SELF);

  private static final Duration LONGEST = Duration.ofHours(168);

  private final EntryReader entries;
  private final Faults faults;

  SshReader(EntryReader entries, Faults faults) {
    this.entries = entries;
    this.faults = faults;
  }

  void read(Fields policy) {
    policy
        .objects("ssh", Set.of("action", "src", "dst", "users", "checkPeriod", "acceptEnv"), false)
        .forEach(this::rule);
  }

  private void rule(Fields rule) {
    var action =
        rule.value("action").map(it -> it instanceof Json.Str word ? word.value().strip() : "");
    if (!action.map(it -> Set.of("accept", "check").contains(it)).orElse(false)) {
      faults.refuse(rule.object(), rule.at("action"), "an ssh rule's action is accept or check.");
    }
    var users = rule.list("users");
    if (users.isEmpty()) {
      faults.refuse(
          rule.object(),
          rule.at("users"),
          "say as whom one may log in, as [\"autogroup:nonroot\"].");
    }
    for (var user : users) {
      if (!(user instanceof Json.Str word) || Set.of("", "*").contains(word.value().strip())) {
        faults.refuse(user, rule.at("users"), "a login user has a name; * is none.");
      }
    }
    for (var name : rule.list("acceptEnv")) {
      if (!(name instanceof Json.Str word) || word.value().isEmpty()) {
        faults.refuse(name, rule.at("acceptEnv"), "a variable of the environment has a name.");
      }
    }
    rule.value("checkPeriod").ifPresent(it -> period(it, rule, action.orElse("")));
    var sources = entries.aliases(rule, "src", SOURCES, "a source of ssh");
    var destinations = entries.aliases(rule, "dst", DESTINATIONS, "a destination of ssh");
    kinds(rule, "src", sources, false);
    kinds(rule, "dst", destinations, true);
    for (var destination : destinations) {
      if (!fits(sources, destination)) {
        faults.refuse(
            rule.object(),
            rule.at("dst"),
            "into a user's machines goes that user alone; write autogroup:self.");
      }
    }
  }

  private void period(Json value, Fields rule, String action) {
    if (!action.equals("check")) {
      faults.refuse(value, rule.at("checkPeriod"), "a period goes with the action check only.");
    } else if (!(value instanceof Json.Str word)
        || !word.value().equals("always")
            && GoNumber.duration(word.value()).filter(it -> it.compareTo(LONGEST) <= 0).isEmpty()) {
      faults.refuse(value, rule.at("checkPeriod"), "a period is always, or up to 168h, as 12h.");
    }
  }

  /** A tagged machine never goes into a user's. */
  private static boolean fits(List<Alias> sources, Alias destination) {
    boolean tagged =
        sources.stream().anyMatch(it -> it instanceof Alias.Tag || it == Alias.Auto.TAGGED);
    return switch (destination) {
      case Alias.User user -> !sources.isEmpty() && sources.stream().allMatch(user::equals);
      case Alias.Auto auto -> !tagged || auto == Alias.Auto.TAGGED;
      default -> true;
    };
  }

  private void kinds(Fields rule, String field, List<Alias> aliases, boolean destination) {
    for (var alias : aliases) {
      boolean fits =
          switch (alias) {
            case Alias.User _, Alias.Tag _, Alias.Auto _, Alias.Unknown _ -> true;
            case Alias.Group _ -> !destination;
            case Alias.Anybody _, Alias.Prefix _, Alias.HostName _ -> false;
          };
      if (!fits) {
        faults.refuse(
            rule.object(),
            rule.at(field),
            "ssh names users, tags and autogroups"
                + (destination ? "" : " and groups")
                + ", neither addresses nor *.");
        return;
      }
    }
  }
}
