package org.veilor.mesh.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.veilor.mesh.policy.Compiled;
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
    return of(file, InputFile.text(file), truth);
  }

  /** The same of the policy that is made of the truth itself. */
  static HujsonProof ofTruth(String file, Compiled compiled) {
    return of(file, compiled.artefacts().policy(), compiled.truth());
  }

  private static HujsonProof of(String file, String policy, Truth truth) {
    return switch (Rules.read(policy)) {
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
    return Map.of("proven", proven(), "breaches", sentences());
  }

  /** Why it is not proven. */
  List<String> sentences() {
    return Stream.concat(
            faults.stream().map(RulesFault::toString), breaches.stream().map(Breach::sentence))
        .toList();
  }
}
