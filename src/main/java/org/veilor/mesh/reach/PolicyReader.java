package org.veilor.mesh.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a whole policy, and refuses what Headscale 0.29.3 refuses (policy/v2/types.go). */
final class PolicyReader {
  static final Set<String> SECTIONS =
      Set.of(
          "groups",
          "hosts",
          "tagOwners",
          "acls",
          "grants",
          "nodeAttrs",
          "autoApprovers",
          "ssh",
          "tests",
          "sshTests",
          "randomizeClientPort");

  private final Faults faults = new Faults();

  RulesReading read(Json json) {
    if (json instanceof Json.Nothing) {
      return new RulesReading.Good(Rules.ALLOW_ALL);
    }
    if (!(json instanceof Json.Obj object)) {
      return new RulesReading.Refused(
          List.of(
              new RulesFault(
                  json.line(),
                  json.column(),
                  "",
                  "a policy is an object, not " + json.kind() + ".")));
    }
    var policy = new Fields(object, "", SECTIONS, faults);
    var names = NameReader.read(policy, faults);
    var rules = new ArrayList<Rule>();
    var entries = new EntryReader(names, faults);
    // Headscale itself puts grants first. Every rule only adds, so the order decides but the name.
    rules.addAll(new GrantReader(entries, faults).read(policy));
    rules.addAll(new AclReader(entries, faults).read(policy));
    for (var field : policy.unknown()) {
      rules.add(EntryReader.anything(field));
    }
    var approvers = new SideReader(entries, faults).read(policy);
    new SshReader(entries, faults).read(policy);
    new TestReader(names, faults).read(policy);
    if (!faults.refused.isEmpty()) {
      return new RulesReading.Refused(faults.refused);
    }
    boolean allowAll = policy.value("acls").isEmpty() && policy.value("grants").isEmpty();
    return new RulesReading.Good(
        new Rules(names, approvers, Canonical.sections(policy), allowAll, rules, faults.unknown));
  }
}
