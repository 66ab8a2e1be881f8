package org.veilor.mesh;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/**
 * Which feature may know which: the reasons are in docs/adr/0008. A room may stand empty; a package
 * that is no room fails the build, and so does an import that the table does not allow.
 */
final class Rooms {
  private static final String HOUSE = "org.veilor.mesh.";

  static final Map<String, Set<String>> MAY_KNOW =
      Map.ofEntries(
          // The community's terms, and what any feature needs.
          entry("tier", Set.of()),
          entry("problem", Set.of()),
          entry("config", Set.of()),
          entry("qr", Set.of()),
          entry("join", Set.of()),
          entry("page", Set.of()),
          entry("http", Set.of("problem")),
          entry("ops", Set.of("problem")),
          // Neighbours. What their failures mean to a caller is told in one place.
          entry("headscale", Set.of()),
          entry("community", Set.of()),
          entry("upstream", Set.of("problem", "headscale", "community")),
          // What happened, and who did it.
          entry("audit", Set.of("problem")),
          entry("identity", Set.of("audit", "problem", "http")),
          // Which Headscale the books below were kept with.
          entry("books", Set.of("headscale", "upstream", "audit", "problem")),
          // What the project exists for.
          entry(
              "key",
              Set.of(
                  "tier",
                  "headscale",
                  "upstream",
                  "books",
                  "identity",
                  "audit",
                  "problem",
                  "qr",
                  "join",
                  "publish")),
          entry(
              "node",
              Set.of(
                  "tier", "key", "headscale", "upstream", "books", "identity", "audit", "problem")),
          entry("address", Set.of()),
          entry("reach", Set.of("address")),
          entry("truth", Set.of("tier", "address")),
          entry(
              "policy",
              Set.of(
                  "tier",
                  "truth",
                  "reach",
                  "proof",
                  "address",
                  "headscale",
                  "upstream",
                  "identity",
                  "audit",
                  "problem")),
          entry("proof", Set.of("tier", "truth", "reach", "address")),
          entry(
              "publish",
              Set.of(
                  "tier",
                  "truth",
                  "reach",
                  "proof",
                  "policy",
                  "headscale",
                  "upstream",
                  "books",
                  "identity",
                  "audit",
                  "problem")),
          entry("gate", Set.of("address", "tier")),
          entry(
              "feed",
              Set.of(
                  "gate",
                  "tier",
                  "truth",
                  "policy",
                  "publish",
                  "key",
                  "node",
                  "headscale",
                  "books",
                  "upstream",
                  "identity",
                  "audit",
                  "problem")),
          entry(
              "signup",
              Set.of(
                  "tier",
                  "key",
                  "feed",
                  "headscale",
                  "upstream",
                  "community",
                  "page",
                  "qr",
                  "join",
                  "identity",
                  "audit",
                  "problem")),
          // Those who look in from outside, through the doors.
          entry(
              "console",
              Set.of(
                  "tier",
                  "key",
                  "policy",
                  "publish",
                  "feed",
                  "signup",
                  "identity",
                  "audit",
                  "config",
                  "page",
                  "qr",
                  "join",
                  "problem")),
          entry("failsafe", Set.of("tier", "headscale", "qr", "join")),
          entry(
              "cli",
              Set.of(
                  "failsafe",
                  "tier",
                  "books",
                  "key",
                  "policy",
                  "proof",
                  "truth",
                  "reach",
                  "address",
                  "identity",
                  "audit",
                  "config",
                  "ops",
                  "qr",
                  "problem",
                  "upstream")));

  private Rooms() {}

  /** The first part of the package below ours; the class itself for one that is in none. */
  static String of(JavaClass type) {
    var rest =
        type.getPackageName().length() < HOUSE.length()
            ? type.getSimpleName()
            : type.getPackageName().substring(HOUSE.length());
    return rest.split("\\.")[0];
  }

  static ArchCondition<JavaClass> keepToTheTable() {
    return new ArchCondition<>("be in a room of the table and import what it allows") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        var room = of(type);
        if (!MAY_KNOW.containsKey(room)) {
          events.add(
              SimpleConditionEvent.violated(
                  type,
                  "%s: \"%s\" is no room of Rooms.MAY_KNOW. Put the class where it belongs, or add the room with its reasons."
                      .formatted(type.getName(), room)));
          return;
        }
        type.getDirectDependenciesFromSelf().stream()
            .filter(it -> it.getTargetClass().getPackageName().startsWith(HOUSE))
            .filter(it -> !of(it.getTargetClass()).equals(room))
            .filter(it -> !MAY_KNOW.get(room).contains(of(it.getTargetClass())))
            .forEach(it -> events.add(SimpleConditionEvent.violated(type, it.getDescription())));
      }
    };
  }
}
