package org.veilor.mesh.gate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One decision that lets somebody in: who asks, for what, may they. What it allocates is told. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AllowBenchmark {
  private static final int QUESTIONS = 1024;

  @Param("1000")
  int nodes;

  private Gate gate;
  private SourceOf source;
  private final String[] addresses = new String[QUESTIONS];
  private final String[] hosts = new String[QUESTIONS];
  private int at;

  /** Not measured. */
  @Setup
  public void setUp() {
    var clock = Clock.systemUTC();
    gate =
        new Gate(
            BenchedGate.config(Map.of("mesh.gate.stale-after", "PT24H")),
            clock,
            new SimpleMeterRegistry());
    gate.replace(clock.instant(), 1, BenchedMesh.nodes(nodes), BenchedMesh.vhosts(), List.of());
    source = gate.sourceOf();
    for (int i = 0; i < QUESTIONS; i++) {
      addresses[i] = BenchedMesh.address((int) (i * 7919L % nodes));
      hosts[i] = BenchedMesh.vhost(i % BenchedMesh.VHOSTS);
    }
  }

  /** As GateListener does with what it read. */
  @Benchmark
  public Reason allow() {
    at = at + 1 & QUESTIONS - 1;
    var snapshot = gate.present();
    var caller = source.caller(snapshot, addresses[at]);
    var reason = gate.decide(snapshot, caller, snapshot.vhost(hosts[at]));
    if (reason != Reason.ALLOWED) {
      throw new IllegalStateException("refused: " + reason);
    }
    return reason;
  }

  /**
   * Prints a line of JSON for each size.
   *
   * @param args none
   */
  public static void main(String... args) throws RunnerException {
    for (int size : new int[] {10, 1_000, 100_000}) {
      var time = TimeValue.milliseconds(500);
      var options =
          new OptionsBuilder()
              .include("\\.AllowBenchmark\\.allow$")
              .param("nodes", String.valueOf(size))
              .forks(1)
              .threads(1)
              .mode(org.openjdk.jmh.annotations.Mode.AverageTime)
              .warmupIterations(3)
              .warmupTime(time)
              .measurementIterations(3)
              .measurementTime(time)
              .addProfiler(GCProfiler.class)
              .verbosity(VerboseMode.SILENT)
              .shouldFailOnError(true)
              .build();
      var result = new Runner(options).run().iterator().next();
      System.out.printf(
          java.util.Locale.ROOT,
          "{\"nodes\":%d,\"ns\":%.1f,\"allocated_bytes\":%.1f}%n",
          size,
          result.getPrimaryResult().getScore(),
          result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
  }
}
