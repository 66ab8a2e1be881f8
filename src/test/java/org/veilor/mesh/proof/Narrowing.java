package org.veilor.mesh.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.veilor.mesh.proof.WrittenPolicy.Door;
import org.veilor.mesh.proof.WrittenPolicy.Entry;
import org.veilor.mesh.truth.Truth;

/** One change of a policy by which nobody reaches more, and somebody less. */
final class Narrowing {
  /** What of. */
  enum Kind {
    RULE_DROPPED,
    DESTINATION_DROPPED,
    PORTS_CUT,
    SOURCE_DROPPED,
    PREFIX_CUT,
    TAG_CUT_TO_AN_ADDRESS
  }

  private final WrittenPolicy policy;
  private final Truth truth;
  private final Random random;

  Narrowing(WrittenPolicy policy, Truth truth, Random random) {
    this.policy = policy;
    this.truth = truth;
    this.random = random;
  }

  /** False if this policy has no place for that kind; then it is as it was. */
  boolean by(Kind kind) {
    return switch (kind) {
      case RULE_DROPPED -> any(_ -> true, policy.acls::remove);
      case DESTINATION_DROPPED ->
          any(it -> !it.doors.isEmpty(), it -> it.doors.remove(one(it.doors)));
      case PORTS_CUT -> cut(this::hasPorts, it -> it.ports().equals("*"), this::fewerPorts);
      case SOURCE_DROPPED ->
          any(it -> !it.sources.isEmpty(), it -> it.sources.remove(one(it.sources)));
      case PREFIX_CUT ->
          cut(_ -> true, it -> it.alias().equals("*"), it -> new Door(prefix(), it.ports()));
      case TAG_CUT_TO_AN_ADDRESS ->
          cut(_ -> true, it -> !hosts(it).isEmpty(), it -> new Door(one(hosts(it)), it.ports()));
    };
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean any(Predicate<Entry> which, java.util.function.Consumer<Entry> change) {
    var fit = policy.acls.stream().filter(which).toList();
    if (fit.isEmpty()) {
      return false;
    }
    change.accept(one(fit));
    return true;
  }

  private boolean cut(
      Predicate<Entry> entries,
      Predicate<Door> doors,
      java.util.function.UnaryOperator<Door> change) {
    return any(
        entries.and(it -> it.doors.stream().anyMatch(doors)),
        entry -> {
          var door = one(entry.doors.stream().filter(doors).toList());
          entry.doors.set(entry.doors.indexOf(door), change.apply(door));
        });
  }

  private boolean hasPorts(Entry entry) {
    return List.of("tcp", "udp").contains(entry.protocol);
  }

  private Door fewerPorts(Door door) {
    int first = 1 + random.nextInt(65000);
    return new Door(door.alias(), first + "-" + (first + 1 + random.nextInt(500)));
  }

  private String prefix() {
    return one(List.of("100.64.0.0/10", "100.64.0.0/29", "fd7a:115c:a1e0::/48", "10.0.0.0/8"));
  }

  /** The addresses of the truth's machines with this tag. */
  private List<String> hosts(Door door) {
    var addresses = new ArrayList<String>();
    truth.hosts().values().stream()
        .filter(it -> it.tag().filter(tag -> tag.text().equals(door.alias())).isPresent())
        .forEach(it -> addresses.addAll(it.addresses()));
    return addresses;
  }
}
