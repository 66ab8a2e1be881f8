package org.veilor.mesh.reach;

import java.util.List;
import java.util.Map;
import org.veilor.mesh.address.AddressRange;
import org.veilor.mesh.reach.HuJson.NotJson;

/**
 * A policy, parsed: what Headscale 0.29 would enforce. Unchangeable.
 *
 * <p>What we do not know (a field, an autogroup or a protocol of a later Headscale) is never a
 * "no": the entry that holds it is taken at its widest, and named by {@link #notUnderstood()}.
 */
public final class Rules {
  final Map<String, List<String>> groups;
  final Map<String, AddressRange> hosts;

  /** Neither acls nor grants: Headscale then lets everything through. */
  final boolean allowAll;

  final List<Rule> rules;
  private final List<RulesFault> notUnderstood;

  Rules(
      Map<String, List<String>> groups,
      Map<String, AddressRange> hosts,
      boolean allowAll,
      List<Rule> rules,
      List<RulesFault> notUnderstood) {
    this.groups = groups;
    this.hosts = hosts;
    this.allowAll = allowAll;
    this.rules = List.copyOf(rules);
    this.notUnderstood = List.copyOf(notUnderstood);
  }

  /**
   * Reads what Headscale is given; an empty text, as to Headscale, is the policy that allows all.
   */
  public static RulesReading read(String hujson) {
    if (hujson.isEmpty()) {
      return new RulesReading.Good(new Rules(Map.of(), Map.of(), true, List.of(), List.of()));
    }
    try {
      return new PolicyReader().read(HuJson.read(hujson));
    } catch (NotJson e) {
      return new RulesReading.Unreadable(e.fault());
    }
  }

  /** Empty if everything was understood. In the text's order. */
  public List<RulesFault> notUnderstood() {
    return notUnderstood;
  }

  /** Whether it has no rules at all, so that Headscale lets everything through. */
  public boolean allowsAll() {
    return allowAll;
  }
}
