package org.veilor.mesh.proof;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.reach.RulesFault;

/**
 * All of a policy that makes a difference to somebody. Two texts of one meaning are equal here: in
 * whatever order they stand, however their rules are cut, whatever their remarks say.
 */
public record Meaning(
    boolean allowsAll,
    Rights rights,
    Map<String, Set<String>> groups,
    Map<String, Set<String>> tagOwners,
    Map<String, String> others,
    List<String> notUnderstood) {

  public static Meaning of(Rules rules) {
    return new Meaning(
        rules.allowsAll(),
        Rights.of(rules),
        sets(rules.groups()),
        sets(rules.tagOwners()),
        rules.others(),
        rules.notUnderstood().stream().map(RulesFault::sentence).sorted().toList());
  }

  private static Map<String, Set<String>> sets(Map<String, List<String>> lists) {
    var sets = new TreeMap<String, Set<String>>();
    lists.forEach((name, list) -> sets.put(name, new TreeSet<>(list)));
    return sets;
  }
}
