package org.veilor.mesh.proof;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.veilor.mesh.proof.Breach.Unsound;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.tier.Tag;

/** What must be so of a policy as a whole, before its rules are looked at. */
final class Soundness {
  private static final Set<String> KNOWN =
      Arrays.stream(Tag.values()).map(Tag::text).collect(Collectors.toUnmodifiableSet());

  private Soundness() {}

  static List<Unsound> of(Rules rules) {
    var found = new ArrayList<Unsound>();
    if (rules.allowsAll()) {
      found.add(
          new Unsound(
              "It has neither acls nor grants: Headscale lets everybody reach everything.", true));
    }
    for (var fault : rules.notUnderstood()) {
      found.add(unsound("%s: what is not understood counts as allowed.".formatted(fault)));
    }
    for (var tag : rules.tagOwners().keySet()) {
      if (!KNOWN.contains(tag)) {
        found.add(
            unsound(
                "%s is none of the tags that there are: %s."
                    .formatted(
                        tag,
                        Arrays.stream(Tag.values())
                            .map(Tag::text)
                            .collect(Collectors.joining(", ")))));
      }
    }
    for (var tag : rules.tagOwners().keySet()) {
      var owners = owners(rules, tag);
      if (owners.contains(Tag.GUEST.text())) {
        found.add(unsound("By tagOwners a guest's machine may take " + tag + "."));
      }
      if (tag.equals(Tag.ADMIN.text()) && owners.contains(Tag.INFRA.text())) {
        found.add(unsound("By tagOwners a server may take " + tag + "."));
      }
    }
    if (rules.approvers().contains(Tag.GUEST.text())) {
      found.add(
          unsound(
              "By autoApprovers a guest's machine may draw to itself what others send elsewhere."));
    }
    return found;
  }

  private static Unsound unsound(String sentence) {
    return new Unsound(sentence, false);
  }

  /** Whoever owns an owner may take the tag as well, in two steps. */
  private static Set<String> owners(Rules rules, String tag) {
    var owners = new HashSet<String>();
    var next = new ArrayDeque<>(List.of(tag));
    while (!next.isEmpty()) {
      for (var owner : rules.tagOwners().getOrDefault(next.pop(), List.of())) {
        if (owners.add(owner)) {
          next.push(owner);
        }
      }
    }
    return owners;
  }
}
