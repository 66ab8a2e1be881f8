package org.veilor.mesh.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.veilor.mesh.proof.WrittenPolicy.Door;
import org.veilor.mesh.proof.WrittenPolicy.Entry;
import org.veilor.mesh.truth.Truth;

/** One change of a policy by which a guest reaches more than the truth allows. */
final class Widening {
  private static final String GUEST = "tag:guest";
  private static final List<String> ELSEWHERE =
      List.of("tag:infra", "tag:guest", "tag:admin", "autogroup:tagged", "autogroup:member");

  /** What of. */
  enum Kind {
    ANOTHER_PORT,
    WIDER_PORTS,
    NO_PROTOCOL,
    OTHER_PROTOCOL,
    WIDER_PREFIX,
    OTHER_TAG,
    GUEST_AS_SOURCE,
    ANY_SOURCE,
    NEW_RULE,
    NEW_GRANT,
    SERVER_TO_ADMIN,
    NO_RULES,
    UNKNOWN_FIELD,
    OWNS_A_TAG,
    APPROVES_ROUTES;

    /** Whether it is in no rule, but of the policy as a whole. */
    boolean isOfTheWhole() {
      return compareTo(NO_RULES) >= 0;
    }
  }

  private final WrittenPolicy policy;
  private final GuestDoors doors;
  private final Truth truth;
  private final Random random;

  Widening(WrittenPolicy policy, Truth truth, Random random) {
    this.policy = policy;
    this.doors = new GuestDoors(truth);
    this.truth = truth;
    this.random = random;
  }

  /** False if this policy has no place for that kind; then it is as it was. */
  boolean by(Kind kind) {
    return switch (kind) {
      case ANOTHER_PORT -> changesADoor(it -> new Door(it.alias(), port()), false);
      case WIDER_PORTS -> changesADoor(this::wider, true);
      case NO_PROTOCOL -> in(ofGuests(), it -> it.protocol = null);
      case OTHER_PROTOCOL -> in(ofGuests(), this::exchangesProtocol);
      case WIDER_PREFIX -> changesADoor(this::prefixAround, true);
      case OTHER_TAG -> changesADoor(it -> new Door(one(ELSEWHERE), it.ports()), true);
      case GUEST_AS_SOURCE ->
          in(
              ofOthers(),
              it -> it.sources.add(one(List.of(GUEST, GUEST, "100.64.0.3", "fd7a:115c:a1e0::5"))));
      case ANY_SOURCE ->
          in(
              ofOthers(),
              it ->
                  it.sources.add(
                      one(
                          List.of(
                              "*",
                              "autogroup:tagged",
                              "autogroup:danger-all",
                              "100.64.0.0/10",
                              "0.0.0.0/0",
                              "::/0"))));
      case NEW_RULE -> policy.acls.add(newRule());
      case NEW_GRANT -> grants(newRule());
      case SERVER_TO_ADMIN -> policy.acls.add(serverToAdmin());
      case NO_RULES -> done(policy::dropAcls);
      case UNKNOWN_FIELD -> unknownField();
      case OWNS_A_TAG -> ownsATag();
      case APPROVES_ROUTES ->
          done(() ->
              policy.sections.put(
                  "autoApprovers",
                  one(
                      List.of(
                          Map.of("exitNode", List.of(GUEST)),
                          Map.of("routes", Map.of("10.0.0.0/8", List.of("alice@", GUEST)))))));
    };
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static boolean done(Runnable change) {
    change.run();
    return true;
  }

  private boolean in(List<Entry> entries, java.util.function.Consumer<Entry> change) {
    return !entries.isEmpty() && done(() -> change.accept(one(entries)));
  }

  private List<Entry> ofGuests() {
    return policy.acls.stream().filter(it -> it.isOf(GUEST)).toList();
  }

  /** Those of others that lead where guests may not go. */
  private List<Entry> ofOthers() {
    return policy.acls.stream()
        .filter(it -> !it.isOf(GUEST))
        .filter(it -> it.doors.stream().anyMatch(door -> !doors.open(door, it.protocol)))
        .toList();
  }

  /** Looks for one that guests may not use then. */
  private boolean changesADoor(java.util.function.UnaryOperator<Door> change, boolean replaces) {
    for (int left = 20; left > 0 && !ofGuests().isEmpty(); left--) {
      var entry = one(ofGuests());
      if (entry.doors.isEmpty()) {
        continue;
      }
      int at = random.nextInt(entry.doors.size());
      var changed = change.apply(entry.doors.get(at));
      if (!doors.open(changed, entry.protocol) && !entry.doors.contains(changed)) {
        if (replaces) {
          entry.doors.set(at, changed);
        } else {
          entry.doors.add(changed);
        }
        return true;
      }
    }
    return false;
  }

  private String port() {
    return one(List.of("22", "80", "443", "1", "65535", "" + (1 + random.nextInt(65535))));
  }

  private Door wider(Door door) {
    int port = Integer.parseInt(door.ports());
    int first = Math.max(0, port - random.nextInt(3));
    int last = Math.min(65535, port + random.nextInt(3));
    return new Door(door.alias(), first == last ? "*" : first + "-" + last);
  }

  /**
   * So wide that there are more addresses in it than the truth has hosts; it as it is for a tag.
   */
  private Door prefixAround(Door door) {
    return truth.hosts().values().stream()
        .filter(it -> door.alias().equals(it.name()) || door.alias().equals(it.name() + ".v6"))
        .findFirst()
        .map(it -> it.addresses().get(door.alias().endsWith(".v6") ? it.addresses().size() - 1 : 0))
        .map(it ->
            new Door(it + "/" + (it.contains(":") ? 40 : 8 + random.nextInt(20)), door.ports()))
        .orElse(door);
  }

  private void exchangesProtocol(Entry entry) {
    var others = new ArrayList<>(List.of("sctp", "icmp", "gre", "udp", "tcp"));
    others.removeIf(it -> entry.doors.stream().allMatch(door -> doors.open(door, it)));
    entry.protocol = one(others);
    if (List.of("icmp", "gre").contains(entry.protocol)) {
      entry.doors.replaceAll(it -> new Door(it.alias(), "*"));
    }
  }

  private Entry newRule() {
    var places =
        new ArrayList<>(
            List.of(
                "*",
                "tag:edge",
                "tag:guest",
                "tag:infra",
                "tag:admin",
                "autogroup:member",
                "autogroup:tagged",
                "autogroup:internet",
                "alice@",
                "group:family",
                "10.0.0.0/8",
                "100.64.0.0/10",
                "100.64.0.7",
                "fd7a:115c:a1e0::/48",
                "::/0",
                "100.64.0.2/31"));
    truth.hosts().values().forEach(it -> places.addAll(it.addresses()));
    Predicate<Entry> open = it -> it.doors.stream().allMatch(door -> doors.open(door, it.protocol));
    Entry entry;
    do {
      var protocol = one(List.of("tcp", "tcp", "udp", "sctp", "any"));
      entry =
          new Entry(
              protocol.equals("any") ? null : protocol,
              List.of(GUEST),
              List.of(new Door(one(places), one(List.of("*", "22", "443", "8000-9000", port())))));
    } while (open.test(entry));
    return entry;
  }

  private boolean grants(Entry entry) {
    var door = entry.doors.getFirst();
    var service = entry.protocol == null ? door.ports() : entry.protocol + ":" + door.ports();
    policy.sections.put(
        "grants",
        List.of(
            Map.of("src", entry.sources, "dst", List.of(door.alias()), "ip", List.of(service))));
    return !door.alias().equals("::/0") || policy.sections.remove("grants") == null;
  }

  private Entry serverToAdmin() {
    var places = new ArrayList<>(List.of("tag:admin", "*", "100.64.0.0/10", "autogroup:tagged"));
    truth.hosts().values().stream()
        .filter(it -> it.tag().filter(tag -> tag.text().equals("tag:admin")).isPresent())
        .forEach(it -> places.addAll(it.addresses()));
    return new Entry("tcp", List.of("tag:infra"), List.of(new Door(one(places), port())));
  }

  private boolean unknownField() {
    if (policy.acls.isEmpty() || random.nextBoolean()) {
      policy.sections.put("postures", Map.of());
    } else {
      one(policy.acls).more.put("srcPosture", List.of("posture:new"));
    }
    return true;
  }

  private boolean ownsATag() {
    var owners = new java.util.LinkedHashMap<String, Object>();
    List.of("tag:guest", "tag:infra", "tag:admin", "tag:edge")
        .forEach(it -> owners.put(it, List.of()));
    var tags = List.copyOf(owners.keySet());
    var tag = one(tags);
    owners.put(tag, List.of(GUEST));
    if (random.nextBoolean()) {
      owners.merge(
          one(tags), List.of(tag), (old, now) -> Objects.equals(old, List.of()) ? now : old);
    }
    policy.sections.put("tagOwners", owners);
    return true;
  }
}
