package org.veilor.mesh.proof;

import java.util.Optional;
import org.veilor.mesh.address.Address;
import org.veilor.mesh.address.AddressRange;
import org.veilor.mesh.reach.Alias;
import org.veilor.mesh.reach.Alias.Auto;
import org.veilor.mesh.reach.Rule;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.tier.Tag;

/** Whether a machine with one tag, and whatever address, may be among a rule's sources. */
final class Sources {
  private final Rules rules;

  Sources(Rules rules) {
    this.rules = rules;
  }

  /**
   * @param address that it must have to be one; empty if any will do
   */
  record Match(Optional<Address> address) {}

  /** One that needs no certain address is preferred. */
  Optional<Match> match(Rule rule, Tag tag) {
    Optional<Match> byAddress = Optional.empty();
    for (var alias : rule.sources()) {
      if (isAny(alias, tag)) {
        return Optional.of(new Match(Optional.empty()));
      }
      if (byAddress.isEmpty()) {
        byAddress =
            rules
                .range(alias)
                .flatMap(Places::inMesh)
                .map(it -> new Match(Optional.of(lowest(it))));
      }
    }
    return byAddress;
  }

  /** But not the mesh's very first, which is given to nobody, if there is another. */
  private static Address lowest(AddressRange range) {
    boolean nobodys = AddressRange.MESH.stream().anyMatch(it -> it.first().equals(range.first()));
    return Optional.of(range.first())
        .filter(_ -> nobodys)
        .flatMap(Address::next)
        .filter(range::contains)
        .orElse(range.first());
  }

  private static boolean isAny(Alias alias, Tag tag) {
    return switch (alias) {
      case Alias.Tag named -> named.name().equals(tag.text());
      case Alias.Anybody _, Alias.Unknown _ -> true;
      case Auto auto -> auto == Auto.TAGGED || auto == Auto.DANGER_ALL;
      // A machine with a tag is no user's.
      case Alias.User _, Alias.Group _ -> false;
      case Alias.Prefix _, Alias.HostName _ -> false;
    };
  }
}
