package org.veilor.mesh.proof;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.veilor.mesh.address.AddressRange;
import org.veilor.mesh.proof.Counterexample.To;
import org.veilor.mesh.reach.Alias;
import org.veilor.mesh.reach.Alias.Auto;
import org.veilor.mesh.reach.Ports;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.reach.Rule;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.tier.Tag;

/** What one rule would let a guest reach that is not on the allowlist. */
final class GuestReach {
  /** In place of any protocol: what is told of it, in this order. SCTP is on no allowlist. */
  private static final List<Integer> OF_ANY = List.of(Protocol.TCP, Protocol.UDP, Protocol.SCTP);

  private final Allowlist allowlist;
  private final Places places;
  private final Rules rules;

  GuestReach(Allowlist allowlist, Places places, Rules rules) {
    this.allowlist = allowlist;
    this.places = places;
    this.rules = rules;
  }

  /** A packet at a destination. */
  record Packet(To to, int protocol, OptionalInt port) {}

  /** The simplest. */
  Optional<Packet> beyond(Rule rule) {
    return rule.destinations().stream()
        .flatMap(
            alias -> rule.passages().stream().flatMap(passage -> beyond(alias, passage).stream()))
        .findFirst();
  }

  private Optional<Packet> beyond(Alias alias, Rule.Passage passage) {
    return switch (alias) {
      case Alias.Prefix _, Alias.HostName _ ->
          rules.range(alias).flatMap(range -> beyond(range, passage));
      case Alias.Tag(var name) -> beyond(name, passage);
      case Alias.Anybody _, Alias.Unknown _ ->
          ofHost(AddressRange.ALL_V4, passage).or(() -> beyond(Tag.INFRA.text(), passage));
      case Alias.User(var name) -> shut(new Doors(), nobody(name + "'s machine"), passage);
      // Without users it is nobody, and stays so until the policy is another.
      case Alias.Group group ->
          rules.users(group).stream()
              .findFirst()
              .flatMap(user -> shut(new Doors(), nobody(user + "'s machine"), passage));
      case Auto auto ->
          switch (auto) {
            // Between the machines of one user: a guest's, which has a tag, is none.
            case SELF -> Optional.empty();
            case TAGGED -> beyond(Tag.INFRA.text(), passage);
            case MEMBER -> shut(new Doors(), nobody("any user's machine"), passage);
            case INTERNET -> shut(new Doors(), nobody("the internet"), passage);
            case NONROOT, DANGER_ALL -> shut(new Doors(), nobody("anything"), passage);
          };
    };
  }

  private Optional<Packet> beyond(String tag, Rule.Passage passage) {
    var doors = tag.equals(Tag.EDGE.text()) ? allowlist.of(Tag.EDGE) : new Doors();
    return shut(doors, nobody(tag), passage);
  }

  /** A host that the truth names is told first, then an address that a machine may come to have. */
  private Optional<Packet> beyond(AddressRange range, Rule.Passage passage) {
    return ofHost(range, passage)
        .or(() ->
            Places.inMesh(range)
                .flatMap(places::nobodys)
                .or(() -> places.nobodys(range))
                .flatMap(it -> shut(new Doors(), new To(Optional.of(it), ""), passage)));
  }

  private Optional<Packet> ofHost(AddressRange range, Rule.Passage passage) {
    return places
        .first(range, it -> shut(allowlist.of(it.address()), nobody(""), passage).isPresent())
        .flatMap(it ->
            shut(
                allowlist.of(it.address()),
                new To(Optional.of(it.address()), it.host().name()),
                passage));
  }

  private static To nobody(String whose) {
    return new To(Optional.empty(), whose);
  }

  private static Optional<Packet> shut(Doors doors, To to, Rule.Passage passage) {
    int protocol = passage.protocol();
    if (protocol != Protocol.ANY && protocol != Protocol.TCP && protocol != Protocol.UDP) {
      return Optional.of(
          new Packet(
              to,
              protocol,
              protocol == Protocol.SCTP ? lowest(passage.ports()) : OptionalInt.empty()));
    }
    return (protocol == Protocol.ANY ? OF_ANY : List.of(protocol))
        .stream()
            .flatMap(it ->
                doors.lowestShut(it, passage.ports()).stream()
                    .mapToObj(port -> new Packet(to, it, OptionalInt.of(port))))
            .findFirst();
  }

  private static OptionalInt lowest(Ports ports) {
    return OptionalInt.of(Math.max(1, ports.first()));
  }
}
