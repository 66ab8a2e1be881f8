package org.veilor.mesh.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.veilor.mesh.policy.Compiled;
import org.veilor.mesh.truth.Truth;

/** From a truth that is read to all that is made of it, without writing files. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CompileBenchmark {
  @Param("10")
  int services;

  private Truth truth;

  /** Not measured. */
  @Setup
  public void setUp() {
    truth = new World(services).truth();
  }

  @Benchmark
  public Compiled compile() {
    return Compiled.of(truth);
  }
}
