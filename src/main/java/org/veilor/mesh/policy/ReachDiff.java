package org.veilor.mesh.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.veilor.mesh.proof.Right;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.truth.Truth;

/**
 * Who gains and who loses what when one policy takes another's place: of Headscale's rules, and
 * where the gate is before it, of the vhosts that it lets somebody use.
 */
public final class ReachDiff {
  private static final int MOST_IN_A_SENTENCE = 8;

  private final List<Change> changes;

  private ReachDiff(List<Change> changes) {
    this.changes = changes;
  }

  /**
   * What changes for one.
   *
   * @param who a tier, {@code edge}, a user, {@code zone office}, {@code everybody outside}
   * @param losesEverything whether nothing is left of what there was
   */
  public record Change(
      String who, List<String> gains, List<String> loses, boolean losesEverything) {
    public Change {
      gains = List.copyOf(gains);
      loses = List.copyOf(loses);
    }
  }

  /** Empty for before: nothing was published yet, and nobody reached anything. */
  public static ReachDiff between(Optional<Compiled> before, Compiled after) {
    var old = before.map(Holdings::of).orElse(Holdings.NONE);
    return of(old, Holdings.of(after));
  }

  /** The rules alone, as of a policy that somebody else wrote; the truth gives names to places. */
  public static ReachDiff ofRules(Rules before, Rules after, Truth names) {
    return of(Holdings.ofRules(before, names), Holdings.ofRules(after, names));
  }

  private static ReachDiff of(Holdings before, Holdings after) {
    var gains = byWho(after, before);
    var losses = byWho(before, after);
    var everybody = new LinkedHashSet<>(losses.keySet());
    everybody.addAll(gains.keySet());
    var changes = new ArrayList<Change>();
    for (var who : everybody) {
      changes.add(
          new Change(
              who,
              List.copyOf(gains.getOrDefault(who, Set.of())),
              List.copyOf(losses.getOrDefault(who, Set.of())),
              !after.has(who)));
    }
    changes.sort(java.util.Comparator.comparing(it -> !it.losesEverything()));
    return new ReachDiff(List.copyOf(changes));
  }

  private static Map<String, Set<String>> byWho(Holdings one, Holdings other) {
    var byWho = new LinkedHashMap<String, Set<String>>();
    var beyond = new LinkedHashMap<String, List<Right>>();
    for (var right : one.rights().beyond(other.rights())) {
      beyond.computeIfAbsent(right.who(), _ -> new ArrayList<>()).add(right);
    }
    beyond.forEach((who, rights) ->
        byWho
            .computeIfAbsent(one.words().who(who), _ -> new LinkedHashSet<>())
            .addAll(one.words().places(rights)));
    one.vhosts()
        .forEach((who, names) -> {
          var more = new LinkedHashSet<>(names);
          more.removeAll(other.vhosts().getOrDefault(who, Set.of()));
          if (!more.isEmpty()) {
            byWho.computeIfAbsent(who, _ -> new LinkedHashSet<>()).addAll(more);
          }
        });
    return byWho;
  }

  /** Those who lose everything first. */
  public List<Change> changes() {
    return changes;
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** For people, without full stops. Never empty. */
  public List<String> sentences() {
    if (isEmpty()) {
      return List.of("nobody gains or loses anything");
    }
    var sentences = new ArrayList<String>();
    for (var change : changes) {
      if (!change.loses().isEmpty()) {
        sentences.add(
            change.who()
                + (change.losesEverything() ? " loses EVERYTHING: " : " loses ")
                + list(change.loses()));
      }
    }
    for (var change : changes) {
      if (!change.gains().isEmpty()) {
        sentences.add(change.who() + " gains " + list(change.gains()));
      }
    }
    if (changes.stream().allMatch(it -> it.loses().isEmpty())) {
      sentences.add("nobody loses anything");
    }
    return sentences;
  }

  private static String list(List<String> places) {
    int more = places.size() - MOST_IN_A_SENTENCE;
    return more <= 0
        ? String.join(", ", places)
        : String.join(", ", places.subList(0, MOST_IN_A_SENTENCE)) + " and " + more + " more";
  }

  /** In one line. */
  public String summary() {
    return String.join("; ", sentences());
  }

  @Override
  public String toString() {
    return summary();
  }
}
