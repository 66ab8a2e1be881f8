package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The members of an object by the names we know. Headscale finds them whatever their case, and
 * overlooks hyphens and underscores in them.
 */
final class Fields {
  private final Json.Obj object;
  private final String path;
  private final Faults faults;
  private final Map<String, Json> known = new HashMap<>();
  private final List<String> unknown = new ArrayList<>();

  /**
   * @param names as Headscale's documentation has them
   */
  Fields(Json.Obj object, String path, Set<String> names, Faults faults) {
    this.object = object;
    this.path = path;
    this.faults = faults;
    var folded = names.stream().collect(Collectors.toMap(Fields::fold, name -> name));
    for (var member : object.members()) {
      var name = folded.get(fold(member.name()));
      if (name == null) {
        unknown.add(member.name());
        faults.unknown(
            member.line(),
            member.column(),
            at(member.name()),
            "this field is not known: Headscale 0.29 refuses it, and what a later one reads in it may"
                + " let anything through. Known are "
                + names.stream().sorted().collect(Collectors.joining(", "))
                + ".");
      } else if (known.put(name, member.value()) != null) {
        faults.refuse(
            member.line(), member.column(), at(member.name()), "it is there twice: keep one.");
      }
    }
  }

  private static String fold(String name) {
    return name.toUpperCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  boolean hasUnknown() {
    return !unknown.isEmpty();
  }

  /** The names that we do not know, as written. */
  List<String> unknown() {
    return unknown;
  }

  /** Where it stands. */
  Json.Obj object() {
    return object;
  }

  /** Empty for null too. */
  Optional<Json> value(String name) {
    return Optional.ofNullable(known.get(name)).filter(it -> !(it instanceof Json.Nothing));
  }

  /** Also one that is null. */
  Optional<Json> raw(String name) {
    return Optional.ofNullable(known.get(name));
  }

  /** Items of a list; none for a missing one or null. Anything else is refused. */
  List<Json> list(String name) {
    var value = value(name);
    if (value.isPresent() && value.get() instanceof Json.Arr list) {
      return list.items();
    }
    value.ifPresent(it -> wrongKind(it, name, "a list"));
    return List.of();
  }

  /**
   * The objects of a list.
   *
   * @param fields that each may have
   * @param nulls whether null may be among them, which counts as nothing
   */
  List<Fields> objects(String name, Set<String> fields, boolean nulls) {
    var found = new ArrayList<Fields>();
    var items = list(name);
    for (int i = 0; i < items.size(); i++) {
      var at = at(name) + "[" + i + "]";
      switch (items.get(i)) {
        case Json.Obj object -> found.add(new Fields(object, at, fields, faults));
        case Json.Nothing _ when nulls -> {}
        case Json other ->
            faults.refuse(other, at, "an entry is an object, not " + other.kind() + ".");
      }
    }
    return found;
  }

  /** Members of an object; none for a missing one or null. */
  List<Json.Member> members(String name) {
    var value = value(name);
    if (value.isPresent() && value.get() instanceof Json.Obj object) {
      return object.members();
    }
    value.ifPresent(it -> wrongKind(it, name, "an object"));
    return List.of();
  }

  private void wrongKind(Json value, String name, String wanted) {
    faults.refuse(value, at(name), "this must be " + wanted + ", not " + value.kind() + ".");
  }
}
