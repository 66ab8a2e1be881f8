package org.veilor.mesh.proof;

import java.util.Optional;
import java.util.OptionalInt;
import org.veilor.mesh.address.AddressRange;
import org.veilor.mesh.proof.Counterexample.To;
import org.veilor.mesh.proof.GuestReach.Packet;
import org.veilor.mesh.reach.Alias;
import org.veilor.mesh.reach.Alias.Auto;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.reach.Rule;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.tier.Tag;

/** Whether one rule would let a server reach an admin's machine, on whatever port. */
final class InfraReach {
  private final Places places;
  private final Rules rules;

  InfraReach(Places places, Rules rules) {
    this.places = places;
    this.rules = rules;
  }

  Optional<Packet> admins(Rule rule) {
    return rule.passages().isEmpty()
        ? Optional.empty()
        : rule.destinations().stream()
            .flatMap(alias -> admin(alias).stream())
            .findFirst()
            .map(to -> packet(to, rule.passages().getFirst()));
  }

  private Optional<To> admin(Alias alias) {
    return switch (alias) {
      case Alias.Prefix _, Alias.HostName _ -> rules.range(alias).flatMap(this::admin);
      case Alias.Tag(var name) ->
          name.equals(Tag.ADMIN.text()) ? Optional.of(anyAdmin()) : Optional.empty();
      case Alias.Anybody _, Alias.Unknown _ -> Optional.of(anyAdmin());
      case Auto auto ->
          switch (auto) {
            case TAGGED, DANGER_ALL, NONROOT -> Optional.of(anyAdmin());
            case SELF, MEMBER, INTERNET -> Optional.empty();
          };
      // An admin's machine has a tag, so it is no user's.
      case Alias.User _, Alias.Group _ -> Optional.empty();
    };
  }

  private static To anyAdmin() {
    return new To(Optional.empty(), Tag.ADMIN.text());
  }

  /**
   * A host of the truth is what the truth says; any other address of the mesh may be an admin's.
   */
  private Optional<To> admin(AddressRange range) {
    return places
        .first(range, it -> it.host().tag().filter(Tag.ADMIN::equals).isPresent())
        .map(it -> new To(Optional.of(it.address()), it.host().name()))
        .or(() ->
            AddressRange.MESH.stream()
                .flatMap(mesh -> mesh.shared(range).stream())
                .flatMap(mesh -> places.nobodys(mesh).stream())
                .findFirst()
                .map(it -> new To(Optional.of(it), "perhaps an admin's")));
  }

  private static Packet packet(To to, Rule.Passage passage) {
    int protocol = passage.protocol() == Protocol.ANY ? Protocol.TCP : passage.protocol();
    boolean ports =
        protocol == Protocol.TCP || protocol == Protocol.UDP || protocol == Protocol.SCTP;
    return new Packet(
        to,
        protocol,
        ports ? OptionalInt.of(Math.max(1, passage.ports().first())) : OptionalInt.empty());
  }
}
