package org.veilor.mesh.bench;

import java.util.Collection;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** How JMH is asked: each benchmark in a JVM of its own, on one thread. */
final class Jmh {
  private Jmh() {}

  /** The median from single samples, the rate from a run in which no single one is timed. */
  static PolicyReport.Decision decision(String name, int services, boolean quick)
      throws RunnerException {
    double p50 = 0;
    double perSecond = 0;
    var wanted = "\\.DecisionBenchmark\\." + name + "$";
    for (var result : run(wanted, services, quick, Mode.SampleTime, Mode.Throughput)) {
      var primary = result.getPrimaryResult();
      if (result.getParams().getMode() == Mode.SampleTime) {
        p50 = primary.getStatistics().getPercentile(50);
      } else {
        perSecond = primary.getScore() * 1e9;
      }
    }
    return new PolicyReport.Decision(name, services, p50, perSecond);
  }

  static double compileMs(int services, boolean quick) throws RunnerException {
    var results = run("\\.CompileBenchmark\\.", services, quick, Mode.SampleTime);
    return results.iterator().next().getPrimaryResult().getStatistics().getPercentile(50) / 1e6;
  }

  /** With what one allocates, by JMH's profiler {@code gc}. */
  static ProofReport.Figure proof(ProofStep step, Community mesh, boolean quick)
      throws RunnerException {
    var options =
        options("\\.ProofBenchmark\\." + step.text() + "$", mesh.services(), quick)
            .param("nodes", String.valueOf(mesh.nodes()))
            .mode(Mode.SampleTime)
            .addProfiler(GCProfiler.class);
    if (!quick) {
      // The longest of them takes a second and more.
      var time = TimeValue.milliseconds(1500);
      options.warmupTime(time).measurementTime(time);
    }
    var result = new Runner(options.build()).run().iterator().next();
    return new ProofReport.Figure(
        step,
        mesh.services(),
        mesh.nodes(),
        result.getPrimaryResult().getStatistics().getPercentile(50),
        Math.round(result.getSecondaryResults().get("gc.alloc.rate.norm").getScore()));
  }

  private static Collection<RunResult> run(
      String benchmark, int services, boolean quick, Mode... modes) throws RunnerException {
    var options = options(benchmark, services, quick);
    for (var mode : modes) {
      options.mode(mode);
    }
    return new Runner(options.build()).run();
  }

  private static org.openjdk.jmh.runner.options.ChainedOptionsBuilder options(
      String benchmark, int services, boolean quick) {
    return new OptionsBuilder()
        .include(benchmark)
        .param("services", String.valueOf(services))
        .forks(1)
        .threads(1)
        .warmupIterations(quick ? 1 : 3)
        .warmupTime(TimeValue.milliseconds(quick ? 20 : 700))
        .measurementIterations(quick ? 1 : 4)
        .measurementTime(TimeValue.milliseconds(quick ? 50 : 700))
        .jvmArgs(
            "-XX:+UseSerialGC",
            "-Xms512m",
            "-Xmx512m",
            "--sun-misc-unsafe-memory-access=allow") // JMH asks for it, and is warned each time
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true);
  }
}
