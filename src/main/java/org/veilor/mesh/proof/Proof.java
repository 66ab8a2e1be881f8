package org.veilor.mesh.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.veilor.mesh.proof.Breach.Unsound;
import org.veilor.mesh.proof.GuestReach.Packet;
import org.veilor.mesh.reach.Rule;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.tier.Tag;
import org.veilor.mesh.truth.Truth;

/**
 * Proves of a policy that no guest reaches what is not on the truth's allowlist, that no server
 * reaches an admin, and that what is not written is refused. It argues about tags, prefixes,
 * protocols and ports, not about the machines of today: what it proves holds whoever joins, and
 * takes as long for none as for a hundred thousand. Unchangeable, for any number of threads.
 *
 * <p>Rules only ever add (Headscale knows no deny), so a policy is proven if each of its rules is.
 * What a possible machine is taken to be: docs/adr/0011.
 */
public final class Proof {
  private final Allowlist allowlist;
  private final Places places;

  private Proof(Truth truth) {
    allowlist = new Allowlist(truth);
    places = new Places(truth);
  }

  /** Against what this truth promises. */
  public static Proof against(Truth truth) {
    return new Proof(truth);
  }

  public Verdict of(Rules rules) {
    var breaches = new ArrayList<Breach>(Soundness.of(rules));
    var judge = new Judge(rules);
    for (var rule : rules.rules()) {
      // One that is not understood is among what is unsound.
      if (rule.understood()) {
        judge.breaches(rule).forEach(breaches::add);
      } else if (rules.notUnderstood().isEmpty()) {
        breaches.add(new Unsound(rule.name() + " is not understood.", false));
      }
    }
    return Verdict.of(breaches);
  }

  /**
   * The same when one rule has changed in a policy that was proven: it alone is looked at.
   *
   * @param rules the policy that it now stands in
   */
  public Verdict ofChanged(Rule rule, Rules rules) {
    return rule.understood()
        ? Verdict.of(new Judge(rules).breaches(rule).toList())
        : new Verdict.Refused(List.of(new Unsound(rule.name() + " is not understood.", false)));
  }

  private final class Judge {
    private final Sources sources;
    private final GuestReach guests;
    private final InfraReach infra;

    Judge(Rules rules) {
      sources = new Sources(rules);
      guests = new GuestReach(allowlist, places, rules);
      infra = new InfraReach(places, rules);
    }

    Stream<Counterexample> breaches(Rule rule) {
      var guest =
          sources
              .match(rule, Tag.GUEST)
              .flatMap(from -> guests.beyond(rule).map(it -> example(Tag.GUEST, from, it, rule)));
      var server =
          sources
              .match(rule, Tag.INFRA)
              .flatMap(from -> infra.admins(rule).map(it -> example(Tag.INFRA, from, it, rule)));
      return Stream.concat(guest.stream(), server.stream());
    }

    private Counterexample example(Tag from, Sources.Match match, Packet packet, Rule rule) {
      return new Counterexample(
          from, match.address(), packet.to(), packet.protocol(), packet.port(), rule.name());
    }
  }
}
