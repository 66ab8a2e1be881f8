package org.veilor.mesh.bench;

import java.util.ArrayList;
import java.util.List;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;

/** jCasbin with the same table: which tier may use which service. */
final class Casbin {
  private static final String MODEL =
      """
      [request_definition]
      r = sub, obj, act

      [policy_definition]
      p = sub, obj, act

      [policy_effect]
      e = some(where (p.eft == allow))

      [matchers]
      m = r.sub == p.sub && (p.obj == "*" || r.obj == p.obj) && r.act == p.act
      """;

  private Casbin() {}

  /** Admins and servers first, as in our policy: they have one line each. */
  static Enforcer with(World world) {
    var model = new Model();
    model.loadModelFromText(MODEL);
    var enforcer = new Enforcer(model);
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("admin", "*", "tcp"));
    lines.add(List.of("infra", "*", "tcp"));
    for (int i = 0; i < world.services(); i++) {
      lines.add(List.of("guest", World.name(i), "tcp"));
    }
    enforcer.addPolicies(lines);
    return enforcer;
  }
}
