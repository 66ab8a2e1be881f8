package org.veilor.mesh.publish;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.veilor.mesh.policy.Compiled;
import org.veilor.mesh.policy.Expectations;
import org.veilor.mesh.problem.Problem;
import org.veilor.mesh.proof.Proof;
import org.veilor.mesh.proof.Verdict;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.reach.RulesReading;
import org.veilor.mesh.truth.TruthFault;
import org.veilor.mesh.truth.TruthReading;
import org.veilor.mesh.truth.Truths;

/**
 * A truth that may be published: sound, as expected, and its policy proven. There is no way to have
 * one that is not.
 */
final class Candidate {
  private static final int MOST_FAULTS = 50;

  private final byte[] bytes;
  private final Compiled compiled;

  private Candidate(byte[] bytes, Compiled compiled) {
    this.bytes = bytes;
    this.compiled = compiled;
  }

  /** Fails with {@code policy-refused}, which has all that is wrong with it. */
  static Candidate of(byte[] truth) {
    var read = Truths.read(truth);
    if (read instanceof TruthReading.Bad bad) {
      throw refused(bad.faults());
    }
    var compiled = Compiled.of(((TruthReading.Good) read).truth());
    var failed = Expectations.check(compiled).stream().map(Expectations.Failed::fault).toList();
    if (!failed.isEmpty()) {
      throw refused(failed);
    }
    var candidate = new Candidate(truth.clone(), compiled);
    if (candidate.proof(candidate.policy()) instanceof Verdict.Refused breached) {
      throw new Problem(PolicyProblem.POLICY_REFUSED, breached.sentence());
    }
    return candidate;
  }

  /** Of any policy, against what this truth promises. One that cannot be read is not proven. */
  Verdict proof(String policy) {
    return switch (Rules.read(policy)) {
      case RulesReading.Good(var rules) -> proof(rules);
      case RulesReading.Refused refused -> unreadable(refused.faults().getFirst().toString());
      case RulesReading.Unreadable bad -> unreadable(bad.fault().toString());
    };
  }

  Verdict proof(Rules rules) {
    return Proof.against(compiled.truth()).of(rules);
  }

  private static Verdict unreadable(String fault) {
    return new Verdict.Refused(
        List.of(new org.veilor.mesh.proof.Breach.Unsound("It cannot be read: " + fault, false)));
  }

  private static Problem refused(List<TruthFault> faults) {
    var first = faults.getFirst();
    var more = faults.size() == 1 ? "" : " (and %d more)".formatted(faults.size() - 1);
    var rows = new ArrayList<Map<String, Object>>();
    for (var fault : faults.subList(0, Math.min(faults.size(), MOST_FAULTS))) {
      var row = new LinkedHashMap<String, Object>();
      row.put("line", fault.at().line());
      row.put("column", fault.at().column());
      row.put("field", fault.field());
      row.put("fault", fault.sentence());
      rows.add(row);
    }
    return new Problem(PolicyProblem.POLICY_REFUSED, "Line " + first + more).with("faults", rows);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  Compiled compiled() {
    return compiled;
  }

  String policy() {
    return compiled.artefacts().policy();
  }

  String truthHash() {
    return Hash.of(bytes);
  }
}
