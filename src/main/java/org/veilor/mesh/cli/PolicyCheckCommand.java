package org.veilor.mesh.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.policy.Compiled;
import org.veilor.mesh.policy.Expectations;
import org.veilor.mesh.policy.HostsAtHeadscale;
import org.veilor.mesh.reach.Topology;
import org.veilor.mesh.truth.Place;
import org.veilor.mesh.truth.TruthFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy check}: whether the truth is sound, and does what is expected of it. */
@Command(
    name = "check",
    description = {
      "Check acl/mesh.yaml, or another truth, and prove its policy.",
      "What is written, whether what it expects holds of what is made of it, and whether that is proven."
          + " Of a policy of Headscale's (.hujson), prove that it keeps what the truth promises."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is sound, and every expectation holds",
      "1:something in it is refused, or an expectation does not hold",
      "2:it cannot be read"
    },
    footerHeading = Examples.HEADING,
    footer = {
      "  ./mesh policy check",
      "  ./mesh policy check --nodes nodes.json",
      "  ./mesh policy check new.yaml -o json",
      "  ./mesh policy check headscale.hujson"
    })
final class PolicyCheckCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A truth (.yaml), or a policy of Headscale's (.hujson).")
  private @Nullable String file;

  @Mixin private TruthFile truth = new TruthFile();

  @Option(
      names = "--nodes",
      paramLabel = "FILE",
      description = "What Headscale answers to GET /api/v1/node: are the hosts the same there?")
  private @Nullable String nodes;

  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() {
    try {
      if (file != null && PolicyText.isHujson(file)) {
        return prove(file);
      }
    } catch (InputFile.Unreadable e) {
      CommandOutput.errors(spec).println(e.getMessage());
      return ExitCode.UNREADABLE;
    }
    if (file != null) {
      truth.take(file);
    }
    var read = truth.read();
    if (read.truth() == null) {
      return end(read.faults(), List.of(), read.exitCode());
    }
    var compiled = Compiled.of(read.truth());
    var faults = new ArrayList<TruthFault>();
    var warnings = new ArrayList<>(compiled.artefacts().warnings());
    Expectations.check(compiled).forEach(it -> faults.add(it.fault()));
    if (nodes != null) {
      try {
        var hosts = HostsAtHeadscale.compare(read.truth(), topology(nodes));
        faults.addAll(hosts.faults());
        warnings.addAll(hosts.warnings());
      } catch (InputFile.Unreadable e) {
        CommandOutput.errors(spec).println(e.getMessage());
        return ExitCode.UNREADABLE;
      }
    }
    var proof = HujsonProof.ofTruth(truth.file(), compiled);
    proof.sentences().forEach(it -> faults.add(new TruthFault(new Place(1, 1), "", it)));
    if (faults.isEmpty() && !output.json()) {
      CommandOutput.of(spec)
          .printf(
              "%s is proven: %d services, %d hosts, %d zones, %d expectations hold.%n",
              truth.file(),
              read.truth().services().size(),
              read.truth().hosts().size(),
              read.truth().zones().size(),
              read.truth().expectations().size());
    }
    return end(faults, warnings, faults.isEmpty() ? ExitCode.OK : ExitCode.REFUSED);
  }

  private int prove(String policy) throws InputFile.Unreadable {
    var read = truth.read();
    if (read.truth() == null) {
      return end(read.faults(), List.of(), read.exitCode());
    }
    var proof = HujsonProof.of(policy, read.truth());
    if (output.json()) {
      OutputFormat.printJson(CommandOutput.of(spec), proof.json());
    } else {
      proof.tell(CommandOutput.of(spec), CommandOutput.errors(spec), truth.file());
    }
    return proof.exitCode();
  }

  private static Topology topology(String file) throws InputFile.Unreadable {
    return switch (InputFile.read(file, Topology::read)) {
      case Topology.Reading.Good good -> good.topology();
      case Topology.Reading.Bad bad -> throw new InputFile.Unreadable(file + ":" + bad.fault());
    };
  }

  private int end(List<TruthFault> faults, List<String> warnings, int code) {
    if (output.json()) {
      OutputFormat.printJson(
          CommandOutput.of(spec),
          Map.of(
              "holds", faults.isEmpty(), "faults", TruthFile.rows(faults), "warnings", warnings));
    } else {
      truth.tell(CommandOutput.errors(spec), faults);
      warnings.forEach(CommandOutput.errors(spec)::println);
    }
    return code;
  }
}
