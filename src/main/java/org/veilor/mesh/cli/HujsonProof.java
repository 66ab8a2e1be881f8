package org.veilor.mesh.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.veilor.mesh.proof.Breach;
import org.veilor.mesh.proof.Proof;
import org.veilor.mesh.proof.Verdict;
import org.veilor.mesh.reach.Rules;
import org.veilor.mesh.reach.RulesFault;
import org.veilor.mesh.reach.RulesReading;
import org.veilor.mesh.truth.Truth;

/**
 * Whether a policy of Headscale's, whoever wrote it, keeps what a truth promises.
 *
 * @param faults why it cannot be proven at all
 * @param breaches what it lets through and should not
 */
record HujsonProof(String file, List<RulesFault> faults, List<Breach> breaches, int exitCode) {

  static HujsonProof of(String file, Truth truth) throws InputFile.Unreadable {
    return switch (Rules.read(InputFile.text(file))) {
      case RulesReading.Good(var rules) ->
          switch (Proof.against(truth).of(rules)) {
            case Verdict.Proven _ -> new HujsonProof(file, List.of(), List.of(), ExitCode.OK);
            case Verdict.Refused(var breaches) ->
                new HujsonProof(file, List.of(), breaches, ExitCode.REFUSED);
          };
      case RulesReading.Refused(var faults) ->
          new HujsonProof(file, faults, List.of(), ExitCode.REFUSED);
      case RulesReading.Unreadable(var fault) ->
          new HujsonProof(file, List.of(fault), List.of(), ExitCode.UNREADABLE);
    };
  }

  boolean proven() {
    return faults.isEmpty() && breaches.isEmpty();
  }

  void tell(PrintWriter out, PrintWriter err, String truth) {
    faults.forEach(it -> err.println(file + ":" + it));
    breaches.forEach(it -> err.println(file + ": " + it.sentence()));
    if (proven()) {
      out.printf(
          "%s is proven against %s: whoever joins, guests reach what the allowlist names, and no more.%n",
          file, truth);
    }
  }

  Map<String, Object> json() {
    var sentences = new ArrayList<String>();
    faults.forEach(it -> sentences.add(it.toString()));
    breaches.forEach(it -> sentences.add(it.sentence()));
    return Map.of("proven", proven(), "breaches", sentences);
  }
}
