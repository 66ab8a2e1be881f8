package org.veilor.mesh.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.policy.Compiled;
import org.veilor.mesh.policy.Expectations;
import org.veilor.mesh.truth.TruthFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code policy check}: whether the truth is sound, and does what is expected of it. */
@Command(
    name = "check",
    description = {
      "Check acl/mesh.yaml: what is written, and whether what it expects holds of what is made of it."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is sound, and every expectation holds",
      "1:something in it is refused, or an expectation does not hold",
      "2:it cannot be read"
    },
    footerHeading = Examples.HEADING,
    footer = {"  ./mesh policy check", "  ./mesh policy check --truth new.yaml -o json"})
final class PolicyCheckCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private TruthFile truth = new TruthFile();

  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() {
    var read = truth.read();
    if (read.truth() == null) {
      return end(read.faults(), List.of(), read.exitCode());
    }
    var compiled = Compiled.of(read.truth());
    var faults = new ArrayList<TruthFault>();
    for (var failed : Expectations.check(compiled)) {
      var expectation = failed.expectation();
      faults.add(
          new TruthFault(
              expectation.at(),
              "expect",
              "\"%s\" does not hold: %s".formatted(expectation.written(), failed.instead())));
    }
    if (faults.isEmpty() && !output.json()) {
      CommandOutput.of(spec)
          .printf(
              "%s holds: %d services, %d hosts, %d zones, %d expectations.%n",
              truth.file(),
              read.truth().services().size(),
              read.truth().hosts().size(),
              read.truth().zones().size(),
              read.truth().expectations().size());
    }
    return end(
        faults, compiled.artefacts().warnings(), faults.isEmpty() ? ExitCode.OK : ExitCode.REFUSED);
  }

  private int end(List<TruthFault> faults, List<String> warnings, int code) {
    if (output.json()) {
      var rows =
          faults.stream()
              .map(it ->
                  Map.of(
                      "line", it.at().line(),
                      "column", it.at().column(),
                      "field", it.field(),
                      "fault", it.sentence()))
              .toList();
      OutputFormat.printJson(
          CommandOutput.of(spec),
          Map.of("holds", faults.isEmpty(), "faults", rows, "warnings", warnings));
    } else {
      truth.tell(CommandOutput.errors(spec), faults);
      warnings.forEach(CommandOutput.errors(spec)::println);
    }
    return code;
  }
}
