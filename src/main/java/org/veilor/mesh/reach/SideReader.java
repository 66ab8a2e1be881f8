package org.veilor.mesh.reach;

import java.util.Set;

/**
 * Reads the parts of a policy that let no packet through: attributes, approvers, SSH, tests. Of
 * these only the fields are looked at, for one that we do not know.
 */
final class SideReader {
  private final Faults faults;

  SideReader(Faults faults) {
    this.faults = faults;
  }

  void read(Fields policy) {
    entries(policy, "nodeAttrs", Set.of("target", "attr", "ipPool"));
    entries(policy, "ssh", Set.of("action", "src", "dst", "users", "checkPeriod", "acceptEnv"));
    entries(policy, "tests", Set.of("src", "proto", "accept", "deny"));
    entries(policy, "sshTests", Set.of("src", "dst", "accept", "deny", "check"));
    policy
        .value("autoApprovers")
        .ifPresent(it -> {
          if (it instanceof Json.Obj object) {
            new Fields(object, "autoApprovers", Set.of("routes", "exitNode"), faults);
          } else {
            faults.refuse(it, "autoApprovers", "this must be an object, not " + it.kind() + ".");
          }
        });
    policy
        .value("randomizeClientPort")
        .filter(it -> !(it instanceof Json.Bool))
        .ifPresent(it -> faults.refuse(it, "randomizeClientPort", "this is true or false."));
  }

  private void entries(Fields policy, String section, Set<String> fields) {
    var items = policy.list(section);
    for (int i = 0; i < items.size(); i++) {
      var path = section + "[" + i + "]";
      if (items.get(i) instanceof Json.Obj object) {
        new Fields(object, path, fields, faults);
      } else if (!(items.get(i) instanceof Json.Nothing)) {
        faults.refuse(
            items.get(i), path, "an entry is an object, not " + items.get(i).kind() + ".");
      }
    }
  }
}
