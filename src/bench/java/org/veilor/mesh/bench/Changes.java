package org.veilor.mesh.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.veilor.mesh.address.AddressRange;
import org.veilor.mesh.proof.Proof;
import org.veilor.mesh.proof.Verdict;
import org.veilor.mesh.reach.Alias;
import org.veilor.mesh.reach.Ports;
import org.veilor.mesh.reach.Protocol;
import org.veilor.mesh.reach.Rule;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.tier.Tag;

/**
 * What one rule of a policy may become, in an order without a pattern, always the same.
 *
 * @param moved guests' rules, as many to a port that the allowlist has as to one that it has not
 */
record Changes(List<Rule> moved, Rule widest) {
  /** Which no service has. */
  private static final Ports SHUT = new Ports(22, 22);

  static Changes of(Rules rules) {
    var moved = new ArrayList<Rule>();
    for (var rule : rules.rules()) {
      if (rule.sources().contains(new Alias.Tag(Tag.GUEST.text()))) {
        moved.add(rule);
        moved.add(with(rule, rule.sources(), rule.destinations(), Protocol.TCP, SHUT));
      }
    }
    Collections.shuffle(moved, new Random(15));
    var widest =
        with(
            rules.rules().getLast(),
            List.of(new Alias.Tag(Tag.GUEST.text()), new Alias.Tag(Tag.INFRA.text())),
            List.of(new Alias.Prefix(AddressRange.MESH.getFirst())),
            Protocol.ANY,
            Ports.ALL);
    return new Changes(List.copyOf(moved), widest);
  }

  private static Rule with(
      Rule rule, List<Alias> sources, List<Alias> destinations, int protocol, Ports ports) {
    var passage = new Rule.Passage(protocol, ports);
    return new Rule(rule.name(), sources, destinations, List.of(passage), rule.via(), true);
  }

  Rule moved(int number) {
    return moved.get(Math.floorMod(number, moved.size()));
  }

  /** What is measured is what is meant: half are refused, and the widest for both tiers. */
  void check(Proof proof, Rules rules) {
    long refused = moved.stream().filter(it -> !proven(proof.ofChanged(it, rules))).count();
    boolean both =
        proof.ofChanged(widest, rules) instanceof Verdict.Refused it && it.breaches().size() == 2;
    if (refused * 2 != moved.size() || !both) {
      throw new IllegalStateException(
          "%d of %d refused, the widest: %s"
              .formatted(refused, moved.size(), proof.ofChanged(widest, rules)));
    }
  }

  private static boolean proven(Verdict verdict) {
    return verdict instanceof Verdict.Proven;
  }
}
