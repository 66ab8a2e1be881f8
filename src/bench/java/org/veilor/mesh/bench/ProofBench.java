package org.veilor.mesh.bench;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;
import org.veilor.mesh.proof.Proof;

/** Measures every step of a proof at each size. */
final class ProofBench {
  private ProofBench() {}

  static ProofReport run(LocalDate date, boolean quick) throws RunnerException {
    var meshes =
        quick
            ? List.of(new Community(100, 1_000))
            : List.of(new Community(100, 1_000), new Community(10_000, 100_000));
    double before = load();
    var figures = new ArrayList<ProofReport.Figure>();
    for (var step : ProofStep.values()) {
      for (var mesh : meshes) {
        System.err.printf(
            "  measuring a proof (%s) at %,d services and %,d nodes%n",
            step.text(), mesh.services(), mesh.nodes());
        figures.add(Jmh.proof(step, mesh, quick));
      }
    }
    return new ProofReport(
        date.toString(), before, load(), meshes.stream().map(ProofBench::size).toList(), figures);
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static ProofReport.Size size(Community mesh) {
    var file = mesh.file();
    var truth = Community.read(file);
    var policy = Community.compile(truth);
    return new ProofReport.Size(
        mesh.services(),
        mesh.nodes(),
        truth.hosts().size(),
        Community.parse(policy).rules().size(),
        file.length,
        policy.length(),
        Retained.kilobytes(() -> Proof.against(truth)),
        Retained.kilobytes(() -> Community.parse(policy)));
  }
}
