package org.veilor.mesh.proof;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import java.util.List;
import java.util.Optional;
import org.veilor.mesh.proof.PossiblePacket.Machine;
import org.veilor.mesh.reach.Alias;
import org.veilor.mesh.reach.Rule;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.tier.Tier;
import org.veilor.mesh.truth.Service;
import org.veilor.mesh.truth.Truth;

/**
 * Asks a solver whether there is a packet that a policy should not let through. What a possible
 * machine is, it takes from docs/adr/0011; of the proof it uses nothing.
 */
final class SecondJudge implements AutoCloseable {
  private final Context z3 = new Context();
  private final Solver solver = z3.mkSolver("QF_BV");
  private final PossiblePacket packet = new PossiblePacket(z3);

  /** The packet, as the solver writes it; empty if there can be none. */
  Optional<String> finds(Truth truth, Rules rules) {
    var world = z3.mkAnd(packet.isPossible(truth), passes(rules));
    return check(z3.mkAnd(world, packet.from().isOnly("tag:guest"), z3.mkNot(allowed(truth))))
        .or(() ->
            check(
                z3.mkAnd(world, packet.from().isOnly("tag:infra"), packet.to().has("tag:admin"))));
  }

  private Optional<String> check(BoolExpr question) {
    solver.push();
    solver.add(new BoolExpr[] {question});
    var status = solver.check();
    var found = status == Status.SATISFIABLE ? "" + solver.getModel() : null;
    solver.pop();
    if (status == Status.UNKNOWN) {
      throw new AssertionError("the solver gave up: " + solver.getReasonUnknown());
    }
    return Optional.ofNullable(found);
  }

  private BoolExpr any(List<BoolExpr> of) {
    return z3.mkOr(of.toArray(BoolExpr[]::new));
  }

  private BoolExpr allowed(Truth truth) {
    return any(
        truth.services().stream()
            .filter(it -> it.tiers().contains(Tier.GUEST))
            .map(it -> z3.mkAnd(isAt(it, truth), packet.isTo(it)))
            .toList());
  }

  private BoolExpr isAt(Service service, Truth truth) {
    return switch (service.on()) {
      case Service.On.Edge _ -> packet.to().has("tag:edge");
      case Service.On.Machine(var name) ->
          any(
              truth.hosts().get(name).addresses().stream()
                  .map(it -> packet.to().hasAddress(it))
                  .toList());
    };
  }

  private BoolExpr passes(Rules rules) {
    return any(rules.rules().stream().map(it -> passes(it, rules)).toList());
  }

  private BoolExpr passes(Rule rule, Rules rules) {
    return z3.mkAnd(
        any(rule.sources().stream().map(it -> is(packet.from(), it, rules)).toList()),
        any(rule.destinations().stream().map(it -> is(packet.to(), it, rules)).toList()),
        any(rule.passages().stream().map(packet::fits).toList()));
  }

  private BoolExpr is(Machine machine, Alias alias, Rules rules) {
    return switch (alias) {
      case Alias.Anybody _, Alias.Unknown _ -> z3.mkTrue();
      case Alias.Tag(var name) -> machine.has(name);
      case Alias.User(var name) -> machine.isOf(name);
      case Alias.Group group -> any(rules.users(group).stream().map(machine::isOf).toList());
      case Alias.Prefix _, Alias.HostName _ -> machine.isIn(rules.range(alias).orElseThrow());
      case Alias.Auto auto ->
          switch (auto) {
            case DANGER_ALL, NONROOT -> z3.mkTrue();
            case TAGGED -> machine.hasSomeTag();
            case MEMBER -> machine.isSomebodys();
            // Both ends then have no tag: neither question is about those.
            case SELF -> z3.mkFalse();
            case INTERNET -> machine.isOutside();
          };
    };
  }

  @Override
  public void close() {
    z3.close();
  }
}
